import { plural } from '../../i18n/plural.ts';
import type { RoomMessages } from '../organizer.tsx';

interface AccountsMessages {
  title: string;
  intro: string;
  account: string;
  role: string;
  lastSeen: string;
  never: string;
  invited: string;
  inBin: (until: string) => string;
  of: (conferences: string) => string;
  noConference: string;
  edit: string;
  editTitle: (email: string) => string;
  add: string;
  addTitle: string;
  name: string;
  conferences: string;
  conferencesHint: string;
  noConferences: string;
  roleHints: Record<'viewer' | 'organizer' | 'admin', string>;
  save: string;
  saved: string;
  linkTitle: (email: string) => string;
  linkNote: (until: string) => string;
  resetLink: string;
  signOut: string;
  signedOut: string;
  remove: string;
  removeTitle: (email: string) => string;
  willGo: string;
  sessions: (count: number) => string;
  tokens: (count: number) => string;
  organizes: (titles: string) => string;
  changes: (count: number) => string;
  lastAdmin: string;
  intoBin: string;
  intoBinExplained: string;
  atOnce: string;
  atOnceExplained: string;
  restore: string;
  restored: string;
  binned: string;
  gone: string;
}

/** The words of everybody's accounts. */
export const accountsMessages: RoomMessages<AccountsMessages> = {
  en: {
    title: 'Accounts',
    intro: 'Who may work here. Nobody can make an account by themselves: you invite people with a link.',
    account: 'Account',
    role: 'Role',
    lastSeen: 'Last here',
    never: 'never',
    invited: 'has not set a password yet',
    inBin: (until) => `in the bin, gone for good on ${until}`,
    of: (conferences) => `of ${conferences}`,
    noConference: 'no conference yet',
    edit: 'Change',
    editTitle: (email) => `Account ${email}`,
    add: 'Invite somebody',
    addTitle: 'Invite somebody',
    name: 'Name',
    conferences: 'Conferences to organize',
    conferencesHint: 'Whoever makes or imports a conference organizes it without this.',
    noConferences: 'There is no conference yet.',
    roleHints: {
      viewer: 'only has an account',
      organizer: 'works on the conferences below',
      admin: 'may do everything',
    },
    save: 'Save',
    saved: 'Saved.',
    linkTitle: (email) => `Hand this link to ${email}`,
    linkNote: (until) => `A password is set with it, once, until ${until}. It is not shown again.`,
    resetLink: 'Make a link for a new password',
    signOut: 'Sign out everywhere',
    signedOut: 'Signed out everywhere.',
    remove: 'Delete',
    removeTitle: (email) => `Delete ${email}?`,
    willGo: 'With it goes:',
    sessions: plural('en', { one: '# session', other: '# sessions' }),
    tokens: plural('en', { one: '# API token', other: '# API tokens' }),
    organizes: (titles) => `the right to organize ${titles} (the conferences stay)`,
    changes: plural('en', {
      one: 'the name at # change in the log (the change stays)',
      other: 'the name at # changes in the log (the changes stay)',
    }),
    lastAdmin: 'This is the last admin. Make somebody else admin first.',
    intoBin: 'Into the bin',
    intoBinExplained: 'Signed out at once; can be taken back for 30 days.',
    atOnce: 'Delete for good',
    atOnceExplained: 'Cannot be taken back.',
    restore: 'Take back',
    restored: 'Taken back.',
    binned: 'The account is in the bin.',
    gone: 'The account is gone for good.',
  },
  ru: {
    title: 'Учётные записи',
    intro: 'Кто может здесь работать. Сам себе запись не создаст никто: людей приглашают ссылкой.',
    account: 'Запись',
    role: 'Роль',
    lastSeen: 'Последний раз',
    never: 'ни разу',
    invited: 'пароль ещё не задан',
    inBin: (until) => `в корзине, исчезнет ${until}`,
    of: (conferences) => conferences,
    noConference: 'конференций пока нет',
    edit: 'Изменить',
    editTitle: (email) => `Запись ${email}`,
    add: 'Пригласить',
    addTitle: 'Пригласить',
    name: 'Имя',
    conferences: 'Какие конференции ведёт',
    conferencesHint: 'Кто создал или импортировал конференцию, ведёт её и без этого.',
    noConferences: 'Конференций пока нет.',
    roleHints: {
      viewer: 'только учётная запись',
      organizer: 'работает над конференциями ниже',
      admin: 'может всё',
    },
    save: 'Сохранить',
    saved: 'Сохранено.',
    linkTitle: (email) => `Передайте эту ссылку: ${email}`,
    linkNote: (until) => `По ней один раз задают пароль, до ${until}. Больше она не будет показана.`,
    resetLink: 'Ссылка для нового пароля',
    signOut: 'Завершить вход везде',
    signedOut: 'Вход везде завершён.',
    remove: 'Удалить',
    removeTitle: (email) => `Удалить ${email}?`,
    willGo: 'Вместе с ней исчезнет:',
    sessions: plural('ru', { one: '# вход', few: '# входа', many: '# входов' }),
    tokens: plural('ru', {
      one: '# ключ API',
      few: '# ключа API',
      many: '# ключей API',
    }),
    organizes: (titles) => `право вести: ${titles} (конференции останутся)`,
    changes: plural('ru', {
      one: 'имя у # изменения в журнале (само оно останется)',
      few: 'имя у # изменений в журнале (сами они останутся)',
      many: 'имя у # изменений в журнале (сами они останутся)',
    }),
    lastAdmin: 'Это последний администратор. Сначала назначьте другого.',
    intoBin: 'В корзину',
    intoBinExplained: 'Вход завершится сразу; вернуть можно 30 дней.',
    atOnce: 'Удалить навсегда',
    atOnceExplained: 'Вернуть нельзя.',
    restore: 'Вернуть',
    restored: 'Возвращена.',
    binned: 'Запись в корзине.',
    gone: 'Запись удалена навсегда.',
  },
  ja: {
    title: 'アカウント一覧',
    intro: 'ここで作業できる人です。自分でアカウントは作れません。リンクで招待します。',
    account: 'アカウント',
    role: '役割',
    lastSeen: '最終利用',
    never: 'なし',
    invited: 'パスワード未設定',
    inBin: (until) => `ごみ箱（${until}に完全に削除）`,
    of: (conferences) => conferences,
    noConference: '担当なし',
    edit: '変更',
    editTitle: (email) => `アカウント ${email}`,
    add: '招待する',
    addTitle: '招待する',
    name: '名前',
    conferences: '担当するカンファレンス',
    conferencesHint: 'カンファレンスを作成・読み込みした人は、自動的に担当になります。',
    noConferences: 'カンファレンスはまだありません。',
    roleHints: {
      viewer: 'アカウントのみ',
      organizer: '下のカンファレンスを担当',
      admin: 'すべて可能',
    },
    save: '保存',
    saved: '保存しました。',
    linkTitle: (email) => `このリンクを ${email} に渡してください`,
    linkNote: (until) => `${until}まで、一度だけパスワードを設定できます。再表示はされません。`,
    resetLink: '新しいパスワード用のリンクを作る',
    signOut: 'すべてサインアウトさせる',
    signedOut: 'すべてサインアウトさせました。',
    remove: '削除',
    removeTitle: (email) => `${email} を削除しますか。`,
    willGo: '一緒に消えるもの:',
    sessions: plural('ja', { other: '#件のセッション' }),
    tokens: plural('ja', { other: '#件のAPIトークン' }),
    organizes: (titles) => `${titles}を担当する権限（カンファレンスは残ります）`,
    changes: plural('ja', { other: '変更記録#件の名前（記録は残ります）' }),
    lastAdmin: '最後の管理者です。先に別の人を管理者にしてください。',
    intoBin: 'ごみ箱へ',
    intoBinExplained: 'すぐにサインアウトされ、30日間は元に戻せます。',
    atOnce: '完全に削除',
    atOnceExplained: '元に戻せません。',
    restore: '元に戻す',
    restored: '元に戻しました。',
    binned: 'アカウントをごみ箱に入れました。',
    gone: 'アカウントを完全に削除しました。',
  },
};
