import type { ImportKind } from '#server/contract/wire.ts';
import { plural } from '../../i18n/plural.ts';
import type { RoomMessages } from '../organizer.tsx';

interface ImportMessages {
  title: string;
  intro: string;
  introOfConference: string;
  drop: string;
  choose: string;
  formats: string;
  reading: (name: string, size: string) => string;
  tooLarge: (size: string) => string;
  waiting: string;
  waitingSince: (by: string, when: string) => string;
  look: string;
  newConference: (title: string) => string;
  forConference: (title: string) => string;
  noConference: string;
  events: (count: number) => string;
  nothingChanges: string;
  nothingChangesHint: string;
  conferences: string;
  oddities: (count: number) => string;
  odditiesHint: string;
  moreOddities: (count: number) => string;
  line: (line: number) => string;
  kinds: Readonly<Record<ImportKind, string>>;
  kindHints: Readonly<Record<ImportKind, string>>;
  whatKinds: string;
  of: Readonly<Record<'conference' | 'speaker', string>>;
  field: string;
  before: string;
  after: string;
  nothing: string;
  byHand: string;
  takeTheirs: string;
  takeThis: (title: string) => string;
  recordingsStay: (count: number) => string;
  more: string;
  shows: string;
  asDraft: string;
  asDraftHint: string;
  atOnce: string;
  atOnceHint: string;
  apply: string;
  applying: string;
  leftOut: (count: number) => string;
  overwritten: (count: number) => string;
  discard: string;
  discardTitle: string;
  discardExplained: string;
  discarded: string;
  libraryChanged: string;
  done: string;
  doneCounts: (counts: Readonly<Record<string, number>>) => string;
  keptByHand: string;
  next: string;
  uploadNext: string;
  matchNext: string;
  boardNext: string;
  another: string;
  yes: string;
  fields: Readonly<Record<string, string>>;
  plans: Readonly<Record<string, string>>;
}

const en = (one: string, other: string) => plural('en', { one, other });
const ru = (one: string, few: string, many: string) => plural('ru', { one, few, many });
const ja = (other: string) => plural('ja', { other });

/** What was done, without what was not. */
function counted(words: Readonly<Record<string, string>>) {
  return (counts: Readonly<Record<string, number>>) =>
    Object.entries(words)
      .filter(([outcome]) => (counts[outcome] ?? 0) > 0)
      .map(([outcome, word]) => `${word} ${counts[outcome]}`)
      .join(' · ');
}

/** The words of importing programmes. */
export const importMessages: RoomMessages<ImportMessages> = {
  en: {
    title: 'Import a programme',
    intro: 'The conference is recognised from the file; where the library does not have it yet, it is made.',
    introOfConference: 'The file is compared with what is here. Nothing changes before you say so.',
    drop: 'Drop a programme here',
    choose: 'Choose a file',
    formats: 'frab and pretalx schedules (XML, JSON), pentabarf, CSV, catalogues in NDJSON; up to 64 MiB.',
    reading: (name, size) => `Reading ${name} (${size}) and comparing it…`,
    tooLarge: (size) => `This file is ${size}: programmes are 64 MiB at most.`,
    waiting: 'Waiting for your word',
    waitingSince: (by, when) => `${by}, ${when}`,
    look: 'Look at it',
    newConference: (title) => `New conference: ${title}`,
    forConference: (title) => `For ${title}`,
    noConference: 'Talks of no conference',
    events: en('# event in the file', '# events in the file'),
    nothingChanges: 'Nothing would change',
    nothingChangesHint: 'The library has all of this already.',
    conferences: 'Conferences of this file',
    oddities: en('# oddity in the file', '# oddities in the file'),
    odditiesHint: 'What was not as it should be, and what was done about it.',
    moreOddities: (count) => `and ${count} more`,
    line: (line) => `line ${line}`,
    kinds: {
      new: 'New',
      changed: 'Changed',
      moved: 'Moved',
      withdrawn: 'Withdrawn',
      kept: 'Kept',
      skipped: 'Skipped',
      unchanged: 'Unchanged',
    },
    kindHints: {
      new: 'In the file, and not in the library yet.',
      changed: 'In both, and not the same.',
      moved: 'At another time, on another day or in another room.',
      withdrawn:
        'In the library from an earlier import, and not in the file any more. They are marked as withdrawn; nothing is deleted, and their recordings stay with them.',
      kept: 'Edited by hand here: they stay as they are unless you take what the file says.',
      skipped: 'Left out, and why.',
      unchanged: 'The same in both.',
    },
    whatKinds: 'What would change',
    of: { conference: 'the conference', speaker: 'speaker' },
    field: 'Field',
    before: 'Here',
    after: 'In the file',
    nothing: 'nothing',
    byHand: 'edited by hand',
    takeTheirs: 'Overwrite it with the file',
    takeThis: (title) => `Take over: ${title}`,
    recordingsStay: en('# recording stays with it', '# recordings stay with it'),
    more: 'Show more',
    shows: 'Who sees it',
    asDraft: 'A draft until I publish it',
    asDraftHint: 'Only organizers see it.',
    atOnce: 'Public at once',
    atOnceHint: 'Talks without a recording are listed as coming.',
    apply: 'Apply',
    applying: 'Applying…',
    leftOut: en('# left out', '# left out'),
    overwritten: en('# field edited by hand overwritten', '# fields edited by hand overwritten'),
    discard: 'Discard',
    discardTitle: 'Discard this import?',
    discardExplained: 'The library stays as it is. The file can be imported again.',
    discarded: 'The import was discarded; nothing was changed.',
    libraryChanged: 'Somebody changed the library meanwhile. This is what would change now.',
    done: 'The programme was imported',
    doneCounts: counted({
      created: 'new',
      changed: 'changed',
      moved: 'moved',
      withdrawn: 'withdrawn',
      unchanged: 'unchanged',
      skipped: 'skipped',
      declined: 'left out',
    }),
    keptByHand: 'Kept as edited by hand',
    next: 'What next',
    uploadNext: 'Upload recordings',
    matchNext: 'Match recordings with talks',
    boardNext: 'Go to the board',
    another: 'Import another file',
    yes: 'yes',
    fields: {
      slots: 'Time and room',
      speakers: 'Speakers',
      tags: 'Tags',
      links: 'Links',
      track: 'Track',
      language: 'Language',
      licence: 'Licence',
      recordingPlan: 'Recording',
      slug: 'Address',
      withdrawn: 'Withdrawn',
      title: 'Title',
      subtitle: 'Subtitle',
      abstract: 'Abstract',
      biographies: 'Biography',
      texts: 'Texts',
      acronym: 'Acronym',
      startDay: 'First day',
      endDay: 'Last day',
      timeZone: 'Time zone',
      url: 'Address of the website',
      accent: 'Colour',
      publish: 'Publishing',
    },
    plans: { will: 'will be recorded', none: 'not recorded', opted_out: 'opted out' },
  },
  ru: {
    title: 'Импорт программы',
    intro: 'Конференция определяется по файлу; если её ещё нет в библиотеке, она будет создана.',
    introOfConference: 'Файл сравнивается с тем, что уже есть. Без вашего решения ничего не изменится.',
    drop: 'Перетащите программу сюда',
    choose: 'Выбрать файл',
    formats: 'Расписания frab и pretalx (XML, JSON), pentabarf, CSV, каталоги NDJSON; до 64 МиБ.',
    reading: (name, size) => `Читаем ${name} (${size}) и сравниваем…`,
    tooLarge: (size) => `Размер файла ${size}: программы бывают не больше 64 МиБ.`,
    waiting: 'Ждут вашего решения',
    waitingSince: (by, when) => `${by}, ${when}`,
    look: 'Посмотреть',
    newConference: (title) => `Новая конференция: ${title}`,
    forConference: (title) => `Для конференции ${title}`,
    noConference: 'Доклады вне конференций',
    events: ru('# событие в файле', '# события в файле', '# событий в файле'),
    nothingChanges: 'Ничего не изменится',
    nothingChangesHint: 'Всё это уже есть в библиотеке.',
    conferences: 'Конференции этого файла',
    oddities: ru('# странность в файле', '# странности в файле', '# странностей в файле'),
    odditiesHint: 'Что было не так и что с этим сделано.',
    moreOddities: (count) => `и ещё ${count}`,
    line: (line) => `строка ${line}`,
    kinds: {
      new: 'Новые',
      changed: 'Изменённые',
      moved: 'Перенесённые',
      withdrawn: 'Снятые',
      kept: 'Сохранённые',
      skipped: 'Пропущенные',
      unchanged: 'Без изменений',
    },
    kindHints: {
      new: 'Есть в файле, но ещё нет в библиотеке.',
      changed: 'Есть и там и там, но различаются.',
      moved: 'В другое время, в другой день или в другом зале.',
      withdrawn:
        'Пришли с прошлым импортом, а в файле их больше нет. Они будут отмечены как снятые; ничего не удаляется, записи остаются при них.',
      kept: 'Исправлены здесь вручную: останутся как есть, если вы не возьмёте вариант из файла.',
      skipped: 'Оставлены в стороне, с указанием причины.',
      unchanged: 'Одинаковы и там и там.',
    },
    whatKinds: 'Что изменится',
    of: { conference: 'конференция', speaker: 'докладчик' },
    field: 'Поле',
    before: 'Здесь',
    after: 'В файле',
    nothing: 'пусто',
    byHand: 'исправлено вручную',
    takeTheirs: 'Заменить вариантом из файла',
    takeThis: (title) => `Принять: ${title}`,
    recordingsStay: ru('# запись останется', '# записи останутся', '# записей останутся'),
    more: 'Показать ещё',
    shows: 'Кто это видит',
    asDraft: 'Черновик, пока не опубликую',
    asDraftHint: 'Видят только организаторы.',
    atOnce: 'Сразу для всех',
    atOnceHint: 'Доклады без записи показываются как ожидаемые.',
    apply: 'Применить',
    applying: 'Применяем…',
    leftOut: ru('# не принято', '# не приняты', '# не приняты'),
    overwritten: ru(
      '# ручное исправление заменяется',
      '# ручных исправления заменяются',
      '# ручных исправлений заменяются',
    ),
    discard: 'Отказаться',
    discardTitle: 'Отказаться от этого импорта?',
    discardExplained: 'Библиотека останется как есть. Файл можно импортировать снова.',
    discarded: 'Импорт отменён; ничего не изменено.',
    libraryChanged: 'Тем временем кто-то изменил библиотеку. Вот что изменится теперь.',
    done: 'Программа импортирована',
    doneCounts: counted({
      created: 'новых',
      changed: 'изменено',
      moved: 'перенесено',
      withdrawn: 'снято',
      unchanged: 'без изменений',
      skipped: 'пропущено',
      declined: 'не принято',
    }),
    keptByHand: 'Сохранены ручные исправления',
    next: 'Что дальше',
    uploadNext: 'Загрузить записи',
    matchNext: 'Сопоставить записи с докладами',
    boardNext: 'К доске',
    another: 'Импортировать другой файл',
    yes: 'да',
    fields: {
      slots: 'Время и зал',
      speakers: 'Докладчики',
      tags: 'Метки',
      links: 'Ссылки',
      track: 'Секция',
      language: 'Язык',
      licence: 'Лицензия',
      recordingPlan: 'Запись',
      slug: 'Адрес',
      withdrawn: 'Снят',
      title: 'Название',
      subtitle: 'Подзаголовок',
      abstract: 'Аннотация',
      biographies: 'О докладчике',
      texts: 'Тексты',
      acronym: 'Сокращение',
      startDay: 'Первый день',
      endDay: 'Последний день',
      timeZone: 'Часовой пояс',
      url: 'Адрес сайта',
      accent: 'Цвет',
      publish: 'Публикация',
    },
    plans: { will: 'будет записан', none: 'без записи', opted_out: 'отказ от записи' },
  },
  ja: {
    title: 'プログラムの取り込み',
    intro: '会議はファイルから判別します。まだ登録されていなければ新しく作ります。',
    introOfConference: 'ファイルを現在の内容と比べます。指示するまで何も変わりません。',
    drop: 'プログラムをここにドロップ',
    choose: 'ファイルを選ぶ',
    formats: 'frab・pretalx の日程（XML、JSON）、pentabarf、CSV、NDJSON のカタログ。64 MiB まで。',
    reading: (name, size) => `${name}（${size}）を読み込んで比べています…`,
    tooLarge: (size) => `このファイルは ${size} です。プログラムは 64 MiB までです。`,
    waiting: '確認待ち',
    waitingSince: (by, when) => `${by}、${when}`,
    look: '内容を見る',
    newConference: (title) => `新しい会議：${title}`,
    forConference: (title) => `対象：${title}`,
    noConference: '会議に属さない講演',
    events: ja('ファイルの予定 # 件'),
    nothingChanges: '変わるものはありません',
    nothingChangesHint: 'すべて登録済みです。',
    conferences: 'このファイルの会議',
    oddities: ja('ファイルの不審な点 # 件'),
    odditiesHint: '正しくなかった箇所と、その扱いです。',
    moreOddities: (count) => `ほか ${count} 件`,
    line: (line) => `${line} 行目`,
    kinds: {
      new: '新規',
      changed: '変更',
      moved: '移動',
      withdrawn: '取り下げ',
      kept: '維持',
      skipped: '除外',
      unchanged: '変更なし',
    },
    kindHints: {
      new: 'ファイルにあり、まだ登録されていないもの。',
      changed: '両方にあり、内容が違うもの。',
      moved: '時刻、日、部屋が変わったもの。',
      withdrawn:
        '以前の取り込みで登録され、ファイルにはもうないもの。取り下げと記されますが、何も削除されず、録画もそのまま残ります。',
      kept: 'ここで手作業で直したもの。ファイルの内容を採らない限りそのままです。',
      skipped: '取り込まなかったものとその理由。',
      unchanged: '両方で同じもの。',
    },
    whatKinds: '変わる内容',
    of: { conference: '会議', speaker: '登壇者' },
    field: '項目',
    before: '現在',
    after: 'ファイル',
    nothing: 'なし',
    byHand: '手作業で編集済み',
    takeTheirs: 'ファイルの内容で上書きする',
    takeThis: (title) => `取り込む：${title}`,
    recordingsStay: ja('録画 # 件はそのまま残ります'),
    more: 'さらに表示',
    shows: '公開範囲',
    asDraft: '公開するまで下書き',
    asDraftHint: '主催者だけが見られます。',
    atOnce: 'すぐに公開',
    atOnceHint: '録画のない講演は「予定」として載ります。',
    apply: '適用する',
    applying: '適用しています…',
    leftOut: ja('# 件を除外'),
    overwritten: ja('手作業の編集 # 件を上書き'),
    discard: '破棄する',
    discardTitle: 'この取り込みを破棄しますか？',
    discardExplained: '登録内容はそのままです。ファイルはまた取り込めます。',
    discarded: '取り込みを破棄しました。何も変わっていません。',
    libraryChanged: 'その間に誰かが内容を変更しました。現在の変更内容は次のとおりです。',
    done: 'プログラムを取り込みました',
    doneCounts: counted({
      created: '新規',
      changed: '変更',
      moved: '移動',
      withdrawn: '取り下げ',
      unchanged: '変更なし',
      skipped: '除外',
      declined: '見送り',
    }),
    keptByHand: '手作業の編集を維持',
    next: '次にすること',
    uploadNext: '録画をアップロード',
    matchNext: '録画と講演を対応づける',
    boardNext: 'ボードへ',
    another: '別のファイルを取り込む',
    yes: 'はい',
    fields: {
      slots: '時刻と部屋',
      speakers: '登壇者',
      tags: 'タグ',
      links: 'リンク',
      track: 'トラック',
      language: '言語',
      licence: 'ライセンス',
      recordingPlan: '録画',
      slug: 'アドレス',
      withdrawn: '取り下げ',
      title: '題名',
      subtitle: '副題',
      abstract: '概要',
      biographies: '略歴',
      texts: '文章',
      acronym: '略称',
      startDay: '初日',
      endDay: '最終日',
      timeZone: 'タイムゾーン',
      url: 'ウェブサイト',
      accent: '色',
      publish: '公開方法',
    },
    plans: { will: '録画予定', none: '録画なし', opted_out: '録画辞退' },
  },
};
