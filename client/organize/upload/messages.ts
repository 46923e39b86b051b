import { plural } from '../../i18n/plural.ts';
import type { RoomMessages } from '../organizer.tsx';

export interface UploadMessages {
  title: string;
  intro: string;
  limits: (largest: string, free: string) => string;
  types: string;
  kept: (days: string) => string;
  drop: string;
  chooseFiles: string;
  chooseFolder: string;
  leftOut: (count: number) => string;
  leftOutHint: string;
  files: string;
  none: string;
  noneHint: string;
  total: string;
  done: (done: number, all: number) => string;
  ofBytes: (sent: string, all: string) => string;
  speed: (size: string) => string;
  pauseAll: string;
  resumeAll: string;
  pause: (name: string) => string;
  resume: (name: string) => string;
  retry: string;
  remove: (name: string) => string;
  removeTitle: string;
  removeExplained: string;
  removeConfirm: string;
  offline: string;
  states: Readonly<
    Record<
      | 'waiting'
      | 'sending'
      | 'paused'
      | 'failed'
      | 'unfinished'
      | 'checking'
      | 'taken'
      | 'refused'
      | 'expired',
      string
    >
  >;
  chooseAgain: string;
  chooseAgainAll: (count: number) => string;
  failed: string;
  matched: string;
  waitsForMatching: string;
  noRecording: string;
  hash: string;
  progressOf: (name: string) => string;
  saidTaken: (name: string) => string;
  saidRefused: (name: string) => string;
  saidFailed: (name: string) => string;
  saidAllDone: string;
}

const days = {
  en: plural('en', { one: '# day', other: '# days' }),
  ru: plural('ru', { one: '# день', few: '# дня', many: '# дней' }),
};

export const uploadMessages = {
  en: {
    title: 'Upload recordings',
    intro:
      'Drop in all recordings of the conference, with the folders they lie in: names of days and rooms help to find their talks. You may close this page; what has arrived stays, and goes on when you choose the same files again.',
    limits: (largest, free) => `Up to ${largest} a file; there is room for ${free}.`,
    types: 'Video and sound of all usual kinds: MP4, MOV, MKV, WebM, MXF, TS, MP3, WAV, FLAC and others.',
    kept: (text) => `Unfinished uploads are kept for ${text}.`,
    drop: 'Drop files or folders here',
    chooseFiles: 'Choose files',
    chooseFolder: 'Choose a folder',
    leftOut: plural('en', { one: '# file was left out', other: '# files were left out' }),
    leftOutHint: 'They are no recordings by their names, or larger than a file may be:',
    files: 'Files',
    none: 'Nothing has been uploaded yet',
    noneHint: 'What you upload is checked, matched to its talk, and prepared for viewers.',
    total: 'All files',
    done: (done, all) => `${done} of ${all} files`,
    ofBytes: (sent, all) => `${sent} of ${all}`,
    speed: (size) => `${size}/s`,
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
    pause: (name) => `Pause ${name}`,
    resume: (name) => `Resume ${name}`,
    retry: 'Try again',
    remove: (name) => `Remove ${name}`,
    removeTitle: 'Stop this upload?',
    removeExplained: 'What has arrived of it so far is thrown away.',
    removeConfirm: 'Stop and throw away',
    offline: 'The portal cannot be reached. The upload goes on by itself as soon as it can be again.',
    states: {
      waiting: 'Waiting its turn',
      sending: 'Uploading',
      paused: 'Paused',
      failed: 'Not uploaded',
      unfinished: 'Unfinished',
      checking: 'Being checked',
      taken: 'In the library',
      refused: 'Refused',
      expired: 'Expired',
    },
    chooseAgain: 'Choose the same file again to go on where it stopped.',
    chooseAgainAll: plural('en', {
      one: '# upload is unfinished. Choose the same file again to go on where it stopped.',
      other: '# uploads are unfinished. Choose the same files again to go on where they stopped.',
    }),
    failed: 'The upload has stopped.',
    matched: 'Matched to',
    waitsForMatching: 'Waits for matching',
    noRecording: 'Its recording has been deleted.',
    hash: 'SHA-256',
    progressOf: (name) => `Progress of ${name}`,
    saidTaken: (name) => `${name} is in the library.`,
    saidRefused: (name) => `${name} was refused.`,
    saidFailed: (name) => `${name} could not be uploaded.`,
    saidAllDone: 'All files have been uploaded.',
  },
  ru: {
    title: 'Загрузка записей',
    intro:
      'Перетащите сюда все записи конференции вместе с папками: названия дней и залов помогают найти доклады. Страницу можно закрыть: загруженное сохранится, и загрузка продолжится, когда вы снова выберете те же файлы.',
    limits: (largest, free) => `До ${largest} на файл; свободно ${free}.`,
    types: 'Видео и звук всех обычных форматов: MP4, MOV, MKV, WebM, MXF, TS, MP3, WAV, FLAC и другие.',
    kept: (text) => `Незаконченные загрузки хранятся ${text}.`,
    drop: 'Перетащите файлы или папки сюда',
    chooseFiles: 'Выбрать файлы',
    chooseFolder: 'Выбрать папку',
    leftOut: plural('ru', { one: '# файл пропущен', few: '# файла пропущено', many: '# файлов пропущено' }),
    leftOutHint: 'Судя по именам, это не записи, или они слишком велики:',
    files: 'Файлы',
    none: 'Пока ничего не загружено',
    noneHint: 'Загруженное проверяется, сопоставляется с докладом и готовится к показу.',
    total: 'Все файлы',
    done: (done, all) => `Файлов: ${done} из ${all}`,
    ofBytes: (sent, all) => `${sent} из ${all}`,
    speed: (size) => `${size}/с`,
    pauseAll: 'Приостановить все',
    resumeAll: 'Продолжить все',
    pause: (name) => `Приостановить ${name}`,
    resume: (name) => `Продолжить ${name}`,
    retry: 'Повторить',
    remove: (name) => `Убрать ${name}`,
    removeTitle: 'Прервать эту загрузку?',
    removeExplained: 'Уже загруженная часть файла будет удалена.',
    removeConfirm: 'Прервать и удалить',
    offline: 'Портал недоступен. Загрузка продолжится сама, как только связь восстановится.',
    states: {
      waiting: 'Ждёт очереди',
      sending: 'Загружается',
      paused: 'Приостановлено',
      failed: 'Не загружено',
      unfinished: 'Не закончено',
      checking: 'Проверяется',
      taken: 'В библиотеке',
      refused: 'Отклонено',
      expired: 'Срок истёк',
    },
    chooseAgain: 'Выберите тот же файл снова, чтобы продолжить с места остановки.',
    chooseAgainAll: plural('ru', {
      one: '# загрузка не закончена. Выберите тот же файл снова, чтобы продолжить.',
      few: '# загрузки не закончены. Выберите те же файлы снова, чтобы продолжить.',
      many: '# загрузок не закончено. Выберите те же файлы снова, чтобы продолжить.',
    }),
    failed: 'Загрузка остановилась.',
    matched: 'Доклад:',
    waitsForMatching: 'Ждёт сопоставления',
    noRecording: 'Запись удалена.',
    hash: 'SHA-256',
    progressOf: (name) => `Ход загрузки: ${name}`,
    saidTaken: (name) => `${name}: в библиотеке.`,
    saidRefused: (name) => `${name}: отклонено.`,
    saidFailed: (name) => `${name}: не удалось загрузить.`,
    saidAllDone: 'Все файлы загружены.',
  },
  ja: {
    title: '録画のアップロード',
    intro:
      'カンファレンスの録画をフォルダーごとまとめてドロップしてください。日付や会場のフォルダー名は、発表を見つける手がかりになります。このページは閉じてもかまいません。届いた分は残り、同じファイルをもう一度選ぶと続きから再開します。',
    limits: (largest, free) => `1 ファイル ${largest} まで。空き容量は ${free} です。`,
    types: '一般的な動画と音声：MP4、MOV、MKV、WebM、MXF、TS、MP3、WAV、FLAC など。',
    kept: (text) => `途中のアップロードは${text}間保存されます。`,
    drop: 'ここにファイルやフォルダーをドロップ',
    chooseFiles: 'ファイルを選択',
    chooseFolder: 'フォルダーを選択',
    leftOut: plural('ja', { other: '# 個のファイルを除外しました' }),
    leftOutHint: '名前から録画ではないと判断したもの、または大きすぎるもの：',
    files: 'ファイル',
    none: 'まだ何もアップロードされていません',
    noneHint: 'アップロードした録画は確認され、発表に対応付けられ、視聴用に処理されます。',
    total: 'すべてのファイル',
    done: (done, all) => `${all} 個中 ${done} 個`,
    ofBytes: (sent, all) => `${sent}／${all}`,
    speed: (size) => `毎秒 ${size}`,
    pauseAll: 'すべて一時停止',
    resumeAll: 'すべて再開',
    pause: (name) => `${name} を一時停止`,
    resume: (name) => `${name} を再開`,
    retry: 'もう一度試す',
    remove: (name) => `${name} を取り除く`,
    removeTitle: 'このアップロードを中止しますか？',
    removeExplained: 'これまでに届いた分は破棄されます。',
    removeConfirm: '中止して破棄',
    offline: 'ポータルに接続できません。接続が戻りしだい、自動的に再開します。',
    states: {
      waiting: '順番待ち',
      sending: 'アップロード中',
      paused: '一時停止中',
      failed: '失敗',
      unfinished: '途中',
      checking: '確認中',
      taken: 'ライブラリにあります',
      refused: '受け付けられません',
      expired: '期限切れ',
    },
    chooseAgain: '同じファイルをもう一度選ぶと、続きから再開します。',
    chooseAgainAll: plural('ja', {
      other: '途中のアップロードが # 件あります。同じファイルをもう一度選ぶと、続きから再開します。',
    }),
    failed: 'アップロードが止まりました。',
    matched: '発表：',
    waitsForMatching: '対応付け待ち',
    noRecording: '録画は削除されました。',
    hash: 'SHA-256',
    progressOf: (name) => `${name} の進み具合`,
    saidTaken: (name) => `${name} はライブラリに入りました。`,
    saidRefused: (name) => `${name} は受け付けられませんでした。`,
    saidFailed: (name) => `${name} をアップロードできませんでした。`,
    saidAllDone: 'すべてのファイルをアップロードしました。',
  },
} satisfies RoomMessages<UploadMessages>;

/** A number of days in words; languages whose words do not bend need no table. */
export function daysInWords(language: 'en' | 'ru' | 'ja', count: number): string {
  return language === 'ja' ? `${count} 日` : days[language](count);
}
