import { plural } from '../../i18n/plural.ts';
import type { RoomMessages } from '../organizer.tsx';

interface CaptionMessages {
  title: string;
  none: string;
  language: string;
  languageHint: string;
  file: string;
  fileHint: string;
  chooseFile: string;
  chooseLanguage: string;
  tooLarge: string;
  upload: string;
  replaces: string;
  unknown: string;
  embedded: string;
  machine: string;
  cues: (count: number) => string;
  until: (clock: string) => string;
  download: (format: string, language: string) => string;
  remove: string;
  removeOf: (language: string) => string;
  removed: (language: string) => string;
  undo: string;
  taken: (language: string, kept: number) => string;
  takenFully: string;
  oddities: (count: number) => string;
  line: (line: number) => string;
}

const cuesShown = plural('en', { one: '# cue is shown now', other: '# cues are shown now' });
const cuesShownRu = plural('ru', {
  one: 'показывается # реплика',
  few: 'показываются # реплики',
  many: 'показывается # реплик',
});

export const captionMessages: RoomMessages<CaptionMessages> = {
  en: {
    title: 'Captions',
    none: 'There are no captions yet. Upload a file for a language: viewers see it at once.',
    language: 'Language',
    languageHint: 'A tag such as en, de or pt-BR',
    file: 'File',
    fileHint: 'WebVTT, SubRip or TTML, up to 10 MiB',
    chooseFile: 'Choose a file.',
    chooseLanguage: 'Write a language tag such as en, de or pt-BR.',
    tooLarge: 'This file is larger than captions ever are (10 MiB).',
    upload: 'Upload',
    replaces: 'Takes the place of the captions that are there in this language.',
    unknown: 'Language not known',
    embedded: 'from inside the recording',
    machine: 'written by a machine',
    cues: plural('en', { one: '# cue', other: '# cues' }),
    until: (clock) => `until ${clock}`,
    download: (format, language) => `Download as ${format}: ${language}`,
    remove: 'Delete',
    removeOf: (language) => `Delete captions: ${language}`,
    removed: (language) => `Deleted: ${language}. They can be taken back for 30 days.`,
    undo: 'Take back',
    taken: (language, kept) => `${language}: ${cuesShown(kept)}.`,
    takenFully: 'Nothing was odd in the file.',
    oddities: plural('en', { one: '# remark on the file', other: '# remarks on the file' }),
    line: (line) => `Line ${line}`,
  },
  ru: {
    title: 'Субтитры',
    none: 'Субтитров пока нет. Загрузите файл для языка: зрители увидят их сразу.',
    language: 'Язык',
    languageHint: 'Код, например en, de или pt-BR',
    file: 'Файл',
    fileHint: 'WebVTT, SubRip или TTML, до 10 МиБ',
    chooseFile: 'Выберите файл.',
    chooseLanguage: 'Напишите код языка, например en, de или pt-BR.',
    tooLarge: 'Файл больше, чем бывают субтитры (10 МиБ).',
    upload: 'Загрузить',
    replaces: 'Заменит субтитры, которые уже есть на этом языке.',
    unknown: 'Язык неизвестен',
    embedded: 'из самой записи',
    machine: 'распознано автоматически',
    cues: plural('ru', { one: '# реплика', few: '# реплики', many: '# реплик' }),
    until: (clock) => `до ${clock}`,
    download: (format, language) => `Скачать в формате ${format}: ${language}`,
    remove: 'Удалить',
    removeOf: (language) => `Удалить субтитры: ${language}`,
    removed: (language) => `Удалено: ${language}. Вернуть можно в течение 30 дней.`,
    undo: 'Вернуть',
    taken: (language, kept) => `${language}: ${cuesShownRu(kept)}.`,
    takenFully: 'Замечаний к файлу нет.',
    oddities: plural('ru', {
      one: '# замечание к файлу',
      few: '# замечания к файлу',
      many: '# замечаний к файлу',
    }),
    line: (line) => `Строка ${line}`,
  },
  ja: {
    title: '字幕',
    none: '字幕はまだありません。言語を選んでファイルをアップロードすると、すぐに視聴者に表示されます。',
    language: '言語',
    languageHint: 'en、de、pt-BR などのタグ',
    file: 'ファイル',
    fileHint: 'WebVTT、SubRip、TTML（10 MiB まで）',
    chooseFile: 'ファイルを選んでください。',
    chooseLanguage: 'en、de、pt-BR などの言語タグを入力してください。',
    tooLarge: 'このファイルは字幕としては大きすぎます（10 MiB まで）。',
    upload: 'アップロード',
    replaces: 'この言語の今の字幕と置き換わります。',
    unknown: '言語不明',
    embedded: '録画に含まれているもの',
    machine: '自動で書き起こしたもの',
    cues: (count) => `${count} 件`,
    until: (clock) => `${clock} まで`,
    download: (format, language) => `${format} でダウンロード：${language}`,
    remove: '削除',
    removeOf: (language) => `字幕を削除：${language}`,
    removed: (language) => `削除しました：${language}。30 日間は元に戻せます。`,
    undo: '元に戻す',
    taken: (language, kept) => `${language}：${kept} 件が表示されています。`,
    takenFully: 'ファイルに問題はありませんでした。',
    oddities: (count) => `ファイルについての指摘 ${count} 件`,
    line: (line) => `${line} 行目`,
  },
};
