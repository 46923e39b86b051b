import type { DeletableKind } from '#server/contract/wire.ts';
import { plural } from '../../i18n/plural.ts';
import type { RoomMessages } from '../organizer.tsx';

interface BinMessages {
  title: string;
  intro: string;
  empty: string;
  emptyHint: string;
  what: string;
  deleted: string;
  goes: string;
  by: (name: string) => string;
  kinds: Readonly<Record<DeletableKind, string>>;
  takeBack: string;
  takenBack: (title: string) => string;
  forGood: string;
  forGoodTitle: (title: string) => string;
  forGoodExplained: string;
  goneForGood: (title: string) => string;
  deleteThis: Readonly<Record<DeletableKind, string>>;
  deleteTitle: (title: string) => string;
  willGo: string;
  talks: (count: number) => string;
  recordings: (count: number) => string;
  originals: (count: number, size: string) => string;
  captions: (count: number) => string;
  speakers: (count: number) => string;
  billings: (count: number) => string;
  publicNow: (count: number) => string;
  nothingElse: string;
  intoBin: string;
  intoBinExplained: string;
  atOnce: string;
  atOnceExplained: string;
  deletedNow: (title: string) => string;
}

const en = (one: string, other: string) => plural('en', { one, other });
const ru = (one: string, few: string, many: string) => plural('ru', { one, few, many });

export const binMessages: RoomMessages<BinMessages> = {
  en: {
    title: 'Bin',
    intro: 'What was deleted stays here for 30 days. Nobody sees it, and it can be taken back as it was.',
    empty: 'The bin is empty',
    emptyHint: 'Deleted conferences, talks, speakers and recordings come here.',
    what: 'What',
    deleted: 'Deleted',
    goes: 'Goes for good',
    by: (name) => `by ${name}`,
    kinds: { conference: 'Conference', talk: 'Talk', speaker: 'Speaker', recording: 'Recording' },
    takeBack: 'Take back',
    takenBack: (title) => `“${title}” is back.`,
    forGood: 'Delete for good',
    forGoodTitle: (title) => `Delete “${title}” for good?`,
    forGoodExplained: 'This cannot be undone. Copies in backups go when those backups go.',
    goneForGood: (title) => `“${title}” is gone for good.`,
    deleteThis: {
      conference: 'Delete this conference…',
      talk: 'Delete this talk…',
      speaker: 'Delete this speaker…',
      recording: 'Delete this recording…',
    },
    deleteTitle: (title) => `Delete “${title}”?`,
    willGo: 'With it go:',
    talks: en('# talk', '# talks'),
    recordings: en('# recording with everything made of it', '# recordings with everything made of them'),
    originals: (count, size) => `${en('# original file', '# original files')(count)} (${size})`,
    captions: en('# track of captions', '# tracks of captions'),
    speakers: en('# speaker who has no other talk', '# speakers who have no other talk'),
    billings: en('It is taken off # talk, which stays.', 'It is taken off # talks, which stay.'),
    publicNow: en(
      '# of the talks can be seen by everyone now.',
      '# of the talks can be seen by everyone now.',
    ),
    nothingElse: 'Nothing else goes with it.',
    intoBin: 'Into the bin',
    intoBinExplained: 'Out of sight at once; you can take it back for 30 days.',
    atOnce: 'Delete for good now',
    atOnceExplained: 'Rows, files, originals and search entries are removed now. This cannot be undone.',
    deletedNow: (title) => `“${title}” is in the bin.`,
  },
  ru: {
    title: 'Корзина',
    intro: 'Удалённое лежит здесь 30 дней. Его никто не видит, и его можно вернуть таким, каким оно было.',
    empty: 'Корзина пуста',
    emptyHint: 'Сюда попадают удалённые конференции, доклады, докладчики и записи.',
    what: 'Что',
    deleted: 'Удалено',
    goes: 'Исчезнет навсегда',
    by: (name) => `кто: ${name}`,
    kinds: { conference: 'Конференция', talk: 'Доклад', speaker: 'Докладчик', recording: 'Запись' },
    takeBack: 'Вернуть',
    takenBack: (title) => `«${title}» снова на месте.`,
    forGood: 'Удалить навсегда',
    forGoodTitle: (title) => `Удалить «${title}» навсегда?`,
    forGoodExplained: 'Отменить это нельзя. Копии в резервных копиях исчезнут вместе с ними.',
    goneForGood: (title) => `«${title}» удалено навсегда.`,
    deleteThis: {
      conference: 'Удалить конференцию…',
      talk: 'Удалить доклад…',
      speaker: 'Удалить докладчика…',
      recording: 'Удалить запись…',
    },
    deleteTitle: (title) => `Удалить «${title}»?`,
    willGo: 'Вместе с этим исчезнет:',
    talks: ru('# доклад', '# доклада', '# докладов'),
    recordings: ru(
      '# запись и всё, что из неё сделано',
      '# записи и всё, что из них сделано',
      '# записей и всё, что из них сделано',
    ),
    originals: (count, size) =>
      `${ru('# исходный файл', '# исходных файла', '# исходных файлов')(count)} (${size})`,
    captions: ru('# дорожка субтитров', '# дорожки субтитров', '# дорожек субтитров'),
    speakers: ru(
      '# докладчик, у которого нет других докладов',
      '# докладчика, у которых нет других докладов',
      '# докладчиков, у которых нет других докладов',
    ),
    billings: ru(
      'Имя исчезнет из # доклада, сам доклад останется.',
      'Имя исчезнет из # докладов, сами доклады останутся.',
      'Имя исчезнет из # докладов, сами доклады останутся.',
    ),
    publicNow: ru(
      '# доклад сейчас виден всем.',
      '# доклада сейчас видны всем.',
      '# докладов сейчас видны всем.',
    ),
    nothingElse: 'Больше ничего не исчезнет.',
    intoBin: 'В корзину',
    intoBinExplained: 'Исчезнет отовсюду сразу; вернуть можно в течение 30 дней.',
    atOnce: 'Удалить навсегда сейчас',
    atOnceExplained: 'Данные, файлы, исходники и записи поиска удаляются сейчас. Отменить это нельзя.',
    deletedNow: (title) => `«${title}» в корзине.`,
  },
  ja: {
    title: 'ごみ箱',
    intro: '削除したものは30日間ここに残ります。誰にも見えず、元のとおりに戻せます。',
    empty: 'ごみ箱は空です',
    emptyHint: '削除したカンファレンス、講演、講演者、録画がここに入ります。',
    what: '内容',
    deleted: '削除した日時',
    goes: '完全に消える日時',
    by: (name) => `${name} による`,
    kinds: { conference: 'カンファレンス', talk: '講演', speaker: '講演者', recording: '録画' },
    takeBack: '元に戻す',
    takenBack: (title) => `「${title}」を元に戻しました。`,
    forGood: '完全に削除',
    forGoodTitle: (title) => `「${title}」を完全に削除しますか？`,
    forGoodExplained: 'この操作は取り消せません。バックアップ内の写しは、そのバックアップと共に消えます。',
    goneForGood: (title) => `「${title}」を完全に削除しました。`,
    deleteThis: {
      conference: 'このカンファレンスを削除…',
      talk: 'この講演を削除…',
      speaker: 'この講演者を削除…',
      recording: 'この録画を削除…',
    },
    deleteTitle: (title) => `「${title}」を削除しますか？`,
    willGo: '一緒に消えるもの：',
    talks: (count) => `講演 ${count} 件`,
    recordings: (count) => `録画 ${count} 件と、そこから作られたすべて`,
    originals: (count, size) => `元のファイル ${count} 個（${size}）`,
    captions: (count) => `字幕トラック ${count} 本`,
    speakers: (count) => `ほかに講演のない講演者 ${count} 人`,
    billings: (count) => `${count} 件の講演から名前が外れます。講演は残ります。`,
    publicNow: (count) => `現在 ${count} 件の講演が公開されています。`,
    nothingElse: 'ほかに消えるものはありません。',
    intoBin: 'ごみ箱に入れる',
    intoBinExplained: 'すぐに見えなくなります。30日以内なら元に戻せます。',
    atOnce: '今すぐ完全に削除',
    atOnceExplained: 'データ、ファイル、元のファイル、検索項目を今すぐ削除します。取り消せません。',
    deletedNow: (title) => `「${title}」をごみ箱に入れました。`,
  },
};
