import type { RoomMessages } from '../organizer.tsx';

export interface CutMessages {
  title: string;
  back: string;
  toTrim: string;
  intro: string;
  isCut: string;
  noConference: string;
  fill: string;
  fillHint: string;
  roomAndDay: string;
  noChoice: string;
  firstTalk: string;
  firstBegins: string;
  fillNow: string;
  parts: string;
  part: (number: number) => string;
  talk: string;
  talkHint: string;
  noSuchTalk: string;
  twice: string;
  overlaps: (other: number) => string;
  playFromHere: string;
  setStart: string;
  setEnd: string;
  remove: string;
  add: string;
  none: string;
  length: string;
  planned: (planned: string) => string;
  noPlan: string;
  hasRecording: string;
  cut: (count: number) => string;
  done: (count: number) => string;
  what: string;
}

export const cutMessages: RoomMessages<CutMessages> = {
  en: {
    title: 'Cut into talks',
    back: 'The recording',
    toTrim: 'It holds one talk: trim it',
    intro:
      'For a file that runs through several talks of a room. Each part becomes a recording of its own; the file is kept once.',
    isCut: 'This recording was cut already. Cutting it again makes further recordings.',
    noConference: 'This recording belongs to no conference yet: give it to one first, on its page.',
    fill: 'Fill in from the programme',
    fillHint:
      'Choose what the file shows and say when its first talk begins; the others follow by their times.',
    roomAndDay: 'Room and day',
    noChoice: 'Choose…',
    firstTalk: 'First talk in the file',
    firstBegins: 'It begins at',
    fillNow: 'Fill in',
    parts: 'Parts',
    part: (number) => `Part ${number}`,
    talk: 'Talk',
    talkHint: 'Type a part of its title or a speaker.',
    noSuchTalk: 'Choose a talk from the list.',
    twice: 'This talk is chosen for another part already.',
    overlaps: (other) => `It overlaps part ${other}.`,
    playFromHere: 'Play from here',
    setStart: 'Start where I am',
    setEnd: 'End where I am',
    remove: 'Take this part out',
    add: 'Add a part',
    none: 'No part yet. Fill in from the programme, or add parts one by one.',
    length: 'Length',
    planned: (planned) => `planned ${planned}`,
    noPlan: 'no length in the programme',
    hasRecording: 'This talk has a recording already: the new one will wait until somebody chooses it.',
    cut: (count) => (count === 1 ? 'Cut out 1 part' : `Cut into ${count} parts`),
    done: (count) => (count === 1 ? '1 recording is being made.' : `${count} recordings are being made.`),
    what: 'The recording itself is put aside: it belongs to no talk any more and waits for nothing.',
  },
  ru: {
    title: 'Разрезать на доклады',
    back: 'Запись',
    toTrim: 'В ней один доклад: обрезать',
    intro:
      'Для файла, в котором несколько докладов одного зала. Каждая часть станет отдельной записью; файл хранится один раз.',
    isCut: 'Эта запись уже разрезана. Ещё один разрез создаст новые записи.',
    noConference: 'Запись ещё не относится ни к одной конференции: сначала укажите её на странице записи.',
    fill: 'Заполнить по программе',
    fillHint: 'Выберите, что снято, и укажите, когда начинается первый доклад; остальные встанут по времени.',
    roomAndDay: 'Зал и день',
    noChoice: 'Выберите…',
    firstTalk: 'Первый доклад в файле',
    firstBegins: 'Он начинается в',
    fillNow: 'Заполнить',
    parts: 'Части',
    part: (number) => `Часть ${number}`,
    talk: 'Доклад',
    talkHint: 'Введите часть названия или имя докладчика.',
    noSuchTalk: 'Выберите доклад из списка.',
    twice: 'Этот доклад уже выбран для другой части.',
    overlaps: (other) => `Пересекается с частью ${other}.`,
    playFromHere: 'Играть отсюда',
    setStart: 'Начать отсюда',
    setEnd: 'Закончить здесь',
    remove: 'Убрать эту часть',
    add: 'Добавить часть',
    none: 'Частей пока нет. Заполните по программе или добавьте их по одной.',
    length: 'Длина',
    planned: (planned) => `по программе ${planned}`,
    noPlan: 'в программе длины нет',
    hasRecording: 'У доклада уже есть запись: новая подождёт, пока её не выберут.',
    cut: (count) => `Вырезать частей: ${count}`,
    done: (count) => `Готовится записей: ${count}.`,
    what: 'Сама запись откладывается: она больше не относится к докладу и ничего не ждёт.',
  },
  ja: {
    title: '講演ごとに切り分ける',
    back: '録画',
    toTrim: '講演が1つだけの場合はトリミング',
    intro:
      '1つの部屋の複数の講演を含むファイルのためのページです。各部分がそれぞれの録画になります。ファイルは1つのままです。',
    isCut: 'この録画はすでに切り分けられています。もう一度切ると新しい録画が増えます。',
    noConference: 'この録画はまだどのカンファレンスにも属していません。先に録画のページで指定してください。',
    fill: 'プログラムから入力',
    fillHint: '何を録画したかを選び、最初の講演の開始時点を入力すると、残りは時刻から決まります。',
    roomAndDay: '部屋と日',
    noChoice: '選択…',
    firstTalk: 'ファイルの最初の講演',
    firstBegins: 'その開始時点',
    fillNow: '入力する',
    parts: '部分',
    part: (number) => `部分 ${number}`,
    talk: '講演',
    talkHint: '題名または講演者の一部を入力してください。',
    noSuchTalk: '一覧から講演を選んでください。',
    twice: 'この講演は他の部分ですでに選ばれています。',
    overlaps: (other) => `部分 ${other} と重なっています。`,
    playFromHere: 'ここから再生',
    setStart: '現在位置を開始にする',
    setEnd: '現在位置を終了にする',
    remove: 'この部分を除く',
    add: '部分を追加',
    none: 'まだ部分がありません。プログラムから入力するか、1つずつ追加してください。',
    length: '長さ',
    planned: (planned) => `予定 ${planned}`,
    noPlan: 'プログラムに長さがありません',
    hasRecording: 'この講演にはすでに録画があります。新しい録画は選ばれるまで待機します。',
    cut: (count) => `${count} 個に切り分ける`,
    done: (count) => `${count} 件の録画を作成しています。`,
    what: '元の録画は脇に置かれ、どの講演にも属さなくなります。',
  },
};
