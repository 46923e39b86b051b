import type { UiLanguage } from '#server/contract/languages.ts';

const en = {
  player: 'Video player',
  play: 'Play',
  settings: 'Settings',
  quality: 'Quality',
  auto: 'Auto',
  autoNow: 'Auto ({now})',
  speed: 'Speed',
  normalSpeed: 'Normal',
  captions: 'Captions',
  captionsOff: 'Off',
  audio: 'Audio',
  shortcuts: 'Keyboard shortcuts',
  on: 'On',
  off: 'Off',
  time: '{now} of {total}',
  waiting: 'The recording has arrived',
  waitingDetail: 'It is next in line. The player appears here by itself.',
  processing: 'The recording is being prepared',
  processingDetail: 'The player appears here by itself; this page need not be loaded again.',
  progress: 'Progress of the recording',
  nowPlayable: 'The recording can be watched now.',
  growing: 'The rest is being prepared: {percent}',
  failed: 'This recording could not be prepared',
  connectionLost: 'Connection lost. It goes on by itself.',
  mediaFailure: 'This recording cannot be played here. Try again, or use the download.',
  unsupported: 'This browser cannot play the recording. Use the download, or a newer browser.',
  withdrawn: 'This recording is no longer available.',
  retry: 'Try again',
};

export type PlayerMessages = Record<keyof typeof en, string>;

const ru: PlayerMessages = {
  player: 'Видеопроигрыватель',
  play: 'Смотреть',
  settings: 'Настройки',
  quality: 'Качество',
  auto: 'Авто',
  autoNow: 'Авто ({now})',
  speed: 'Скорость',
  normalSpeed: 'Обычная',
  captions: 'Субтитры',
  captionsOff: 'Выключены',
  audio: 'Звук',
  shortcuts: 'Горячие клавиши',
  on: 'Включены',
  off: 'Выключены',
  time: '{now} из {total}',
  waiting: 'Запись получена',
  waitingDetail: 'Скоро дойдёт её очередь, и она сама появится здесь.',
  processing: 'Запись готовится к показу',
  processingDetail: 'Она появится здесь сама, обновлять страницу не нужно.',
  progress: 'Подготовка записи',
  nowPlayable: 'Запись можно смотреть.',
  growing: 'Продолжение готовится: {percent}',
  failed: 'Не удалось подготовить запись',
  connectionLost: 'Связь прервалась. Показ продолжится сам.',
  mediaFailure: 'Запись не воспроизводится. Попробуйте ещё раз или скачайте её.',
  unsupported: 'Этот браузер не может показать запись. Скачайте её или обновите браузер.',
  withdrawn: 'Эта запись больше не доступна.',
  retry: 'Попробовать ещё раз',
};

const ja: PlayerMessages = {
  player: '動画プレーヤー',
  play: '再生',
  settings: '設定',
  quality: '画質',
  auto: '自動',
  autoNow: '自動（{now}）',
  speed: '再生速度',
  normalSpeed: '標準',
  captions: '字幕',
  captionsOff: 'オフ',
  audio: '音声',
  shortcuts: 'キーボード操作',
  on: 'オン',
  off: 'オフ',
  time: '{total}中{now}',
  waiting: '録画を受け取りました',
  waitingDetail: '順番が来しだい準備され、ここで自動的に見られるようになります。',
  processing: '録画を準備しています',
  processingDetail: '準備ができると、このページのままで見られるようになります。',
  progress: '録画の準備状況',
  nowPlayable: '録画を見られるようになりました。',
  growing: '続きを準備しています：{percent}',
  failed: 'この録画は準備できませんでした',
  connectionLost: '接続が切れました。自動的に再開します。',
  mediaFailure: 'この録画を再生できません。もう一度試すか、ダウンロードをご利用ください。',
  unsupported: 'このブラウザーでは再生できません。ダウンロードするか、新しいブラウザーをお使いください。',
  withdrawn: 'この録画は公開を終了しました。',
  retry: 'もう一度試す',
};

const tables: Record<UiLanguage, PlayerMessages> = { en, ru, ja };

/** The player's words in one interface language. */
export function playerMessages(language: UiLanguage): PlayerMessages {
  return tables[language];
}

/** Puts values into the `{places}` of a message. */
export function fill(message: string, values: Record<string, string>): string {
  return message.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
