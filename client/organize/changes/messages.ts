import type { Change } from '#server/contract/wire.ts';
import type { RoomMessages } from '../organizer.tsx';

interface ChangesMessages {
  title: string;
  intro: string;
  empty: string;
  emptyHint: string;
  noneMatch: string;
  filter: string;
  conference: string;
  person: string;
  kind: string;
  all: string;
  kinds: Record<Change['entity'], string>;
  field: string;
  before: string;
  after: string;
  details: string;
  nothing: string;
  undone: string;
  portal: string;
  command: string;
  /** Verbs of the log, as they stand in it; one that is not here is shown as it is. */
  actions: Readonly<Record<string, string>>;
}

/** The words of the log of changes. */
export const changesMessages: RoomMessages<ChangesMessages> = {
  en: {
    title: 'Changes',
    intro: 'Who changed what, newest first.',
    empty: 'Nothing has been changed yet',
    emptyHint: 'Whatever organizers do here is written down on this page.',
    noneMatch: 'Nothing of this kind was changed.',
    filter: 'Which changes',
    conference: 'Conference',
    person: 'Who',
    kind: 'What',
    all: 'All',
    kinds: {
      conference: 'Conference',
      talk: 'Talk',
      speaker: 'Speaker',
      recording: 'Recording',
      caption: 'Captions',
      account: 'Account',
      token: 'API token',
      import: 'Import',
      upload: 'Upload',
    },
    field: 'Field',
    before: 'Before',
    after: 'After',
    details: 'What exactly',
    nothing: 'nothing',
    undone: 'undone',
    portal: 'The portal',
    command: 'A command on the machine',
    actions: {},
  },
  ru: {
    title: 'Изменения',
    intro: 'Кто что менял, новое сверху.',
    empty: 'Пока ничего не меняли',
    emptyHint: 'Всё, что делают организаторы, записывается здесь.',
    noneMatch: 'Такого не меняли.',
    filter: 'Какие изменения',
    conference: 'Конференция',
    person: 'Кто',
    kind: 'Что',
    all: 'Все',
    kinds: {
      conference: 'Конференция',
      talk: 'Доклад',
      speaker: 'Докладчик',
      recording: 'Запись',
      caption: 'Субтитры',
      account: 'Учётная запись',
      token: 'Ключ API',
      import: 'Импорт',
      upload: 'Загрузка',
    },
    field: 'Поле',
    before: 'Было',
    after: 'Стало',
    details: 'Что именно',
    nothing: 'ничего',
    undone: 'отменено',
    portal: 'Портал',
    command: 'Команда на машине',
    actions: {
      created: 'создание',
      changed: 'изменение',
      imported: 'импорт',
      published: 'публикация',
      unpublished: 'снятие с публикации',
      trimmed: 'обрезка',
      matched: 'сопоставление',
      merged: 'объединение',
      deleted: 'в корзину',
      'deleted for good': 'удаление навсегда',
      restored: 'возвращение',
      revoked: 'отзыв',
      'changed the password': 'смена пароля',
      'set a password': 'новый пароль',
      'made a password link for': 'ссылка для пароля',
      'signed out': 'завершение входа',
      undone: 'отмена',
      unscheduled: 'отмена срока',
      scheduled: 'срок публикации',
      unmatched: 'без доклада',
      cut: 'разрезка',
      reverted: 'возврат прежней обрезки',
      replaced: 'замена',
      'replacement chosen': 'выбрана замена',
      'replacement given up': 'отказ от замены',
      retried: 'повтор',
      cancelled: 'остановка',
      uploaded: 'загрузка',
      withdrawn: 'снятие с программы',
      purged: 'удаление навсегда',
      'kept apart': 'разные люди',
      unmerged: 'разъединение',
    },
  },
  ja: {
    title: '変更記録',
    intro: '誰が何を変えたか、新しい順です。',
    empty: 'まだ変更はありません',
    emptyHint: '主催者の操作はすべてここに記録されます。',
    noneMatch: '該当する変更はありません。',
    filter: '絞り込み',
    conference: 'カンファレンス',
    person: '人',
    kind: '種類',
    all: 'すべて',
    kinds: {
      conference: 'カンファレンス',
      talk: '講演',
      speaker: '講演者',
      recording: '録画',
      caption: '字幕',
      account: 'アカウント',
      token: 'APIトークン',
      import: '読み込み',
      upload: 'アップロード',
    },
    field: '項目',
    before: '変更前',
    after: '変更後',
    details: '詳しく',
    nothing: 'なし',
    undone: '取り消し済み',
    portal: 'ポータル',
    command: 'マシン上のコマンド',
    actions: {
      created: '作成',
      changed: '変更',
      imported: '読み込み',
      published: '公開',
      unpublished: '公開取り消し',
      trimmed: 'トリミング',
      matched: '照合',
      merged: '統合',
      deleted: 'ごみ箱へ',
      'deleted for good': '完全に削除',
      restored: '元に戻す',
      revoked: '取り消し',
      'changed the password': 'パスワード変更',
      'set a password': 'パスワード設定',
      'made a password link for': 'パスワード用リンク作成',
      'signed out': 'サインアウト',
      undone: '取り消し',
      unscheduled: '公開予約の取り消し',
      scheduled: '公開予約',
      unmatched: '照合解除',
      cut: '分割',
      reverted: 'トリミングを戻す',
      replaced: '差し替え',
      'replacement chosen': '差し替え候補の選択',
      'replacement given up': '差し替えの中止',
      retried: '再試行',
      cancelled: '中止',
      uploaded: 'アップロード',
      withdrawn: 'プログラムから除外',
      purged: '完全に削除',
      'kept apart': '別人と判断',
      unmerged: '統合の解除',
    },
  },
};
