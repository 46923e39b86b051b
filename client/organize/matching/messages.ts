import { plural } from '../../i18n/plural.ts';
import type { RoomMessages } from '../organizer.tsx';
import type { MatchView } from './overlay.ts';

interface MatchingMessages {
  title: string;
  progress: (done: string, all: string) => string;
  views: Readonly<Record<MatchView, string>>;
  acceptSure: (count: number) => string;
  saving: string;
  help: string;
  list: string;
  empty: string;
  emptyHint: string;
  toUpload: string;
  allDone: string;
  allDoneHint: string;
  toBoard: string;
  nothingHere: string;
  length: string;
  unknownLength: string;
  offers: string;
  noOffers: string;
  noOffersHint: string;
  sure: string;
  unsure: string;
  none: string;
  isOf: string;
  notInProgramme: string;
  isNotInProgramme: string;
  confirm: string;
  reject: string;
  search: string;
  searchLabel: string;
  searchHint: string;
  nothingFound: string;
  cut: string;
  roomLong: (room: string | null, day: string | null) => string;
  roomLongHint: string;
  skip: string;
  undo: string;
  undone: string;
  accepted: (count: number) => string;
  conflict: (count: number) => string;
  notSaved: (count: number) => string;
  optedOut: string;
  noPicture: string;
  keysOn: string;
  keys: ReadonlyArray<readonly [keys: string, does: string]>;
}

const en = (one: string, other: string) => plural('en', { one, other });
const ru = (one: string, few: string, many: string) => plural('ru', { one, few, many });

/** The words of the matching page. */
export const matchingMessages: RoomMessages<MatchingMessages> = {
  en: {
    title: 'Matching',
    progress: (done, all) => `${done} of ${all} recordings have their talk or are decided`,
    views: { open: 'To decide', automatic: 'Accepted by the portal', decided: 'Decided' },
    acceptSure: en('Accept # sure one', 'Accept # sure ones'),
    saving: 'Saving…',
    help: 'Keys',
    list: 'Recordings',
    empty: 'No recordings have come yet',
    emptyHint:
      'Drop all of them in at once: those whose names tell which talk they are of find it by themselves.',
    toUpload: 'Upload recordings',
    allDone: 'Every recording has been decided',
    allDoneHint: 'What was found by itself can be looked over here; publishing is done on the board.',
    toBoard: 'To the board',
    nothingHere: 'There is nothing in this list.',
    length: 'Length',
    unknownLength: 'length not known yet',
    offers: 'Which talk is it?',
    noOffers: 'No talk of the programme fits the name.',
    noOffersHint: 'Search the programme, or say that it is not in it.',
    sure: 'sure',
    unsure: 'unsure',
    none: 'no match',
    isOf: 'Is of',
    notInProgramme: 'Not in this programme',
    isNotInProgramme: 'Is not in this programme',
    confirm: 'Confirm',
    reject: 'Not this one',
    search: 'Search the programme',
    searchLabel: 'Title, speaker or room',
    searchHint: 'Arrow keys choose, Enter takes the talk.',
    nothingFound: 'No talk has these words.',
    cut: 'Cut into talks',
    roomLong: (room, day) =>
      `This looks like a whole day${room === null ? '' : ` of the room ${room}`}${day === null ? '' : `, ${day}`}.`,
    roomLongHint: 'It is far longer than a talk. Cut it into these:',
    skip: 'Skip',
    undo: 'Undo',
    undone: 'Taken back.',
    accepted: en('# recording has its talk.', '# recordings have their talks.'),
    conflict: en(
      'Somebody else decided about # recording meanwhile: it is shown as it is now.',
      'Somebody else decided about # recordings meanwhile: they are shown as they are now.',
    ),
    notSaved: en(
      '# decision could not be saved and was put back: please try again.',
      '# decisions could not be saved and were put back: please try again.',
    ),
    optedOut: 'the speakers want no recording shown',
    noPicture: 'no picture yet',
    keysOn: 'Keys are on',
    keys: [
      ['j ↓', 'next recording'],
      ['k ↑', 'recording before'],
      ['1 2 3', 'choose a talk'],
      ['Enter', 'confirm the chosen talk'],
      ['x', 'not this talk'],
      ['n', 'not in this programme'],
      ['/', 'search any talk of the programme'],
      ['c', 'cut into talks'],
      ['s', 'skip'],
      ['u', 'undo'],
      ['?', 'these keys'],
    ],
  },
  ru: {
    title: 'Сопоставление',
    progress: (done, all) => `Решено записей: ${done} из ${all}`,
    views: { open: 'Решить', automatic: 'Приняты порталом', decided: 'Решены' },
    acceptSure: ru('Принять # верную', 'Принять # верные', 'Принять # верных'),
    saving: 'Сохраняется…',
    help: 'Клавиши',
    list: 'Записи',
    empty: 'Записей пока нет',
    emptyHint: 'Загрузите все сразу: те, чьи имена говорят о докладе, найдут его сами.',
    toUpload: 'Загрузить записи',
    allDone: 'О каждой записи решено',
    allDoneHint: 'Найденное порталом можно просмотреть здесь; публикуют на доске.',
    toBoard: 'К доске',
    nothingHere: 'В этом списке ничего нет.',
    length: 'Длина',
    unknownLength: 'длина пока неизвестна',
    offers: 'Какой это доклад?',
    noOffers: 'Ни один доклад программы не подходит к имени.',
    noOffersHint: 'Найдите его в программе или скажите, что его в ней нет.',
    sure: 'верно',
    unsure: 'неясно',
    none: 'не найдено',
    isOf: 'Это доклад',
    notInProgramme: 'Нет в программе',
    isNotInProgramme: 'Этого нет в программе',
    confirm: 'Подтвердить',
    reject: 'Не этот',
    search: 'Искать в программе',
    searchLabel: 'Название, докладчик или зал',
    searchHint: 'Стрелки выбирают, Enter берёт доклад.',
    nothingFound: 'Нет доклада с такими словами.',
    cut: 'Разрезать на доклады',
    roomLong: (room, day) =>
      `Похоже на целый день${room === null ? '' : ` зала ${room}`}${day === null ? '' : `, ${day}`}.`,
    roomLongHint: 'Запись намного длиннее доклада. Разрежьте её на эти:',
    skip: 'Пропустить',
    undo: 'Отменить',
    undone: 'Отменено.',
    accepted: ru('# запись нашла доклад.', '# записи нашли доклады.', '# записей нашли доклады.'),
    conflict: ru(
      'О # записи тем временем решил кто-то другой: она показана как есть.',
      'О # записях тем временем решил кто-то другой: они показаны как есть.',
      'О # записях тем временем решил кто-то другой: они показаны как есть.',
    ),
    notSaved: ru(
      '# решение не сохранилось и отменено: попробуйте ещё раз.',
      '# решения не сохранились и отменены: попробуйте ещё раз.',
      '# решений не сохранились и отменены: попробуйте ещё раз.',
    ),
    optedOut: 'докладчики против показа записи',
    noPicture: 'картинки пока нет',
    keysOn: 'Клавиши включены',
    keys: [
      ['j ↓', 'следующая запись'],
      ['k ↑', 'предыдущая запись'],
      ['1 2 3', 'выбрать доклад'],
      ['Enter', 'подтвердить выбранный доклад'],
      ['x', 'не этот доклад'],
      ['n', 'нет в программе'],
      ['/', 'искать доклад в программе'],
      ['c', 'разрезать на доклады'],
      ['s', 'пропустить'],
      ['u', 'отменить'],
      ['?', 'эти клавиши'],
    ],
  },
  ja: {
    title: '照合',
    progress: (done, all) => `${all}件中${done}件が決定済み`,
    views: { open: '未決定', automatic: '自動で承認', decided: '決定済み' },
    acceptSure: (count) => `確実な${count}件を承認`,
    saving: '保存中…',
    help: 'キー操作',
    list: '録画',
    empty: '録画はまだありません',
    emptyHint: 'まとめてアップロードしてください。名前から講演がわかるものは自動で見つかります。',
    toUpload: '録画をアップロード',
    allDone: 'すべての録画が決定済みです',
    allDoneHint: '自動で見つかったものはここで確認できます。公開はボードで行います。',
    toBoard: 'ボードへ',
    nothingHere: 'この一覧には何もありません。',
    length: '長さ',
    unknownLength: '長さは未確認',
    offers: 'どの講演ですか？',
    noOffers: '名前に合う講演がプログラムにありません。',
    noOffersHint: 'プログラムを検索するか、プログラム外としてください。',
    sure: '確実',
    unsure: '不確実',
    none: '該当なし',
    isOf: '講演',
    notInProgramme: 'プログラム外',
    isNotInProgramme: 'このプログラムにはありません',
    confirm: '確定',
    reject: 'これではない',
    search: 'プログラムを検索',
    searchLabel: '題名・講演者・会場',
    searchHint: '矢印キーで選び、Enterで決定します。',
    nothingFound: '該当する講演はありません。',
    cut: '講演に分割',
    roomLong: (room, day) =>
      `${room === null ? '' : `会場 ${room} の`}一日分の録画のようです${day === null ? '' : `（${day}）`}。`,
    roomLongHint: '講演よりはるかに長い録画です。次の講演に分割してください：',
    skip: 'とばす',
    undo: '元に戻す',
    undone: '元に戻しました。',
    accepted: (count) => `${count}件の録画の講演が決まりました。`,
    conflict: (count) => `${count}件はほかの人が先に決定したため、現在の状態を表示しています。`,
    notSaved: (count) => `${count}件の決定を保存できず元に戻しました。もう一度お試しください。`,
    optedOut: '講演者が録画の公開を望んでいません',
    noPicture: '画像はまだありません',
    keysOn: 'キー操作を有効にする',
    keys: [
      ['j ↓', '次の録画'],
      ['k ↑', '前の録画'],
      ['1 2 3', '講演を選ぶ'],
      ['Enter', '選んだ講演に確定'],
      ['x', 'この講演ではない'],
      ['n', 'プログラム外'],
      ['/', 'プログラムから検索'],
      ['c', '講演に分割'],
      ['s', 'とばす'],
      ['u', '元に戻す'],
      ['?', 'このキー一覧'],
    ],
  },
};
