import type { RoomMessages } from '../organizer.tsx';

export interface TrimMessages {
  title: string;
  cutTitle: string;
  back: string;
  toCut: string;
  intro: string;
  preview: string;
  previewOf: (from: string, to: string) => string;
  noPreview: string;
  cannotPlay: string;
  pictures: string;
  start: string;
  end: string;
  timeHint: string;
  notATime: string;
  endFirst: string;
  tooShort: string;
  tooLate: (length: string) => string;
  removed: (from: string, to: string) => string;
  startHere: string;
  endHere: string;
  playStart: string;
  playEnd: string;
  length: string;
  lengthWas: (was: string) => string;
  keys: string;
  how: string;
  ordinary: string;
  ordinaryHint: string;
  private: string;
  privateHint: string;
  originalKept: string;
  alsoFrom: (count: number) => string;
  save: string;
  saved: string;
  privateTitle: string;
  privateConfirm: string;
  working: string;
  changed: string;
  history: string;
  edit: string;
  shows: string;
  made: string;
  whole: string;
  inForce: string;
  forPrivacy: string;
  goBack: string;
  wentBack: string;
}

export const trimMessages: RoomMessages<TrimMessages> = {
  en: {
    title: 'Trim',
    cutTitle: 'Cut into talks',
    back: 'The recording',
    toCut: 'It holds several talks: cut it',
    intro: 'Choose the part of the recording that is shown. The file that was uploaded stays as it is.',
    preview: 'Preview',
    previewOf: (from, to) => `Shows ${from} to ${to} of the original.`,
    noPreview: 'There is nothing to look at yet: it is being worked on. Times can be typed all the same.',
    cannotPlay: 'This browser cannot play the preview. Times can be typed all the same.',
    pictures: 'Pictures from the recording; each goes to its moment',
    start: 'Start',
    end: 'End',
    timeHint: 'Hours, minutes, seconds: 1:02:03.5',
    notATime: 'Type a time such as 1:02:03.5, 62:03 or 63.5.',
    endFirst: 'The end must come after the start.',
    tooShort: 'At least a second must be left.',
    tooLate: (length) => `The recording is only ${length} long.`,
    removed: (from, to) => `Only ${from} to ${to} is left: the rest was removed for privacy.`,
    startHere: 'Start where I am (I)',
    endHere: 'End where I am (O)',
    playStart: 'Play the start',
    playEnd: 'Play the end',
    length: 'Length',
    lengthWas: (was) => `now ${was}`,
    keys: 'Keys: I and O set start and end to where the preview is; Space plays and pauses.',
    how: 'How',
    ordinary: 'Trim',
    ordinaryHint:
      'The present version plays on until the new one is ready, and a day more for those who are watching. You can go back to it.',
    private: 'Remove for privacy',
    privateHint:
      'Everything that shows more is gone at once and for good: video, downloads, pictures and captions. Until the new version is ready there is nothing to watch. This cannot be undone.',
    originalKept:
      'The uploaded file still holds all of it. It is never shown to anybody; it goes when the recording is deleted.',
    alsoFrom: (count) =>
      count === 1
        ? 'Another recording is made from the same file: trim that too where it shows the same.'
        : `${count} other recordings are made from the same file: trim those too where they show the same.`,
    save: 'Trim the recording',
    saved: 'The trimmed version is being made.',
    privateTitle: 'Remove it for good?',
    privateConfirm: 'Remove for good',
    working: 'A newer version is being made; until then the old one plays.',
    changed: 'Somebody edited this recording meanwhile. It is shown as it is now.',
    history: 'Earlier edits',
    edit: 'Edit',
    shows: 'Shows',
    made: 'Made',
    whole: 'All of it',
    inForce: 'in force',
    forPrivacy: 'for privacy',
    goBack: 'Go back to this',
    wentBack: 'The earlier edit is being made again.',
  },
  ru: {
    title: 'Обрезать',
    cutTitle: 'Разрезать на доклады',
    back: 'Запись',
    toCut: 'В ней несколько докладов: разрезать',
    intro: 'Выберите часть записи, которая показывается. Загруженный файл остаётся прежним.',
    preview: 'Просмотр',
    previewOf: (from, to) => `Показано от ${from} до ${to} исходного файла.`,
    noPreview: 'Смотреть пока нечего: запись обрабатывается. Время можно ввести и так.',
    cannotPlay: 'Этот браузер не может показать запись. Время можно ввести и так.',
    pictures: 'Кадры записи; каждый ведёт к своему моменту',
    start: 'Начало',
    end: 'Конец',
    timeHint: 'Часы, минуты, секунды: 1:02:03.5',
    notATime: 'Введите время, например 1:02:03.5, 62:03 или 63.5.',
    endFirst: 'Конец должен быть после начала.',
    tooShort: 'Должна остаться хотя бы секунда.',
    tooLate: (length) => `Длина записи только ${length}.`,
    removed: (from, to) => `Осталось только от ${from} до ${to}: прочее удалено ради частной жизни.`,
    startHere: 'Начать отсюда (I)',
    endHere: 'Закончить здесь (O)',
    playStart: 'Проиграть начало',
    playEnd: 'Проиграть конец',
    length: 'Длина',
    lengthWas: (was) => `сейчас ${was}`,
    keys: 'Клавиши: I и O ставят начало и конец на текущий момент, пробел запускает и останавливает.',
    how: 'Как',
    ordinary: 'Обрезать',
    ordinaryHint:
      'Прежняя версия доступна, пока не готова новая, и ещё сутки для тех, кто смотрит. К ней можно вернуться.',
    private: 'Удалить ради частной жизни',
    privateHint:
      'Всё, что показывает больше, исчезает сразу и навсегда: видео, файлы, кадры и субтитры. Пока не готова новая версия, смотреть нечего. Отменить это нельзя.',
    originalKept:
      'В загруженном файле всё остаётся. Он никому не показывается и исчезает, когда запись удаляют.',
    alsoFrom: (count) =>
      `Из того же файла сделаны и другие записи (${count}): обрежьте и их, если в них то же самое.`,
    save: 'Обрезать запись',
    saved: 'Новая версия готовится.',
    privateTitle: 'Удалить навсегда?',
    privateConfirm: 'Удалить навсегда',
    working: 'Готовится новая версия; до тех пор показывается прежняя.',
    changed: 'Тем временем запись изменил кто-то другой. Показано, какая она сейчас.',
    history: 'Прежние правки',
    edit: 'Правка',
    shows: 'Показывает',
    made: 'Сделана',
    whole: 'Всё',
    inForce: 'действует',
    forPrivacy: 'ради частной жизни',
    goBack: 'Вернуться к ней',
    wentBack: 'Прежняя правка готовится снова.',
  },
  ja: {
    title: 'トリミング',
    cutTitle: '講演ごとに切り分ける',
    back: '録画',
    toCut: '複数の講演を含む場合は切り分ける',
    intro: '公開する部分を選びます。アップロードされたファイルはそのまま残ります。',
    preview: 'プレビュー',
    previewOf: (from, to) => `元のファイルの ${from} から ${to} までを表示しています。`,
    noPreview: '処理中のため、まだ再生できません。時刻は入力できます。',
    cannotPlay: 'このブラウザーではプレビューを再生できません。時刻は入力できます。',
    pictures: '録画の静止画(押すとその時点へ移動)',
    start: '開始',
    end: '終了',
    timeHint: '時:分:秒 例 1:02:03.5',
    notATime: '1:02:03.5、62:03、63.5 のように時刻を入力してください。',
    endFirst: '終了は開始より後にしてください。',
    tooShort: '少なくとも1秒は残してください。',
    tooLate: (length) => `録画の長さは ${length} です。`,
    removed: (from, to) =>
      `残っているのは ${from} から ${to} までです。他はプライバシーのため削除されました。`,
    startHere: '現在位置を開始にする (I)',
    endHere: '現在位置を終了にする (O)',
    playStart: '開始付近を再生',
    playEnd: '終了付近を再生',
    length: '長さ',
    lengthWas: (was) => `現在 ${was}`,
    keys: 'キー操作: I と O で現在位置を開始・終了に、スペースで再生・一時停止。',
    how: '方法',
    ordinary: 'トリミング',
    ordinaryHint:
      '新しい版ができるまで現在の版が再生されます。視聴中の人はその後も1日見られます。元に戻せます。',
    private: 'プライバシーのため削除',
    privateHint:
      'それ以外を含むもの(動画、ダウンロード、静止画、字幕)はすぐに完全に消えます。新しい版ができるまで再生できません。取り消せません。',
    originalKept:
      'アップロードされたファイルには全体が残りますが、誰にも表示されません。録画を削除すると消えます。',
    alsoFrom: (count) =>
      `同じファイルから作られた録画が他に ${count} 件あります。同じ部分を含む場合はそれらもトリミングしてください。`,
    save: '録画をトリミング',
    saved: '新しい版を作成しています。',
    privateTitle: '完全に削除しますか?',
    privateConfirm: '完全に削除',
    working: '新しい版を作成中です。それまでは以前の版が再生されます。',
    changed: 'その間に他の人がこの録画を編集しました。現在の状態を表示しています。',
    history: '以前の編集',
    edit: '編集',
    shows: '範囲',
    made: '作成日時',
    whole: '全体',
    inForce: '現在',
    forPrivacy: 'プライバシー',
    goBack: 'これに戻す',
    wentBack: '以前の編集を作り直しています。',
  },
};
