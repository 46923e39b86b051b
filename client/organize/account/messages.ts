import type { RoomMessages } from '../organizer.tsx';

interface AccountMessages {
  email: string;
  wrong: string;
  or: string;
  withProvider: (name: string) => string;
  refused: string;
  forgotten: string;
  noAccounts: string;
  noAccountsHint: string;
  choosePassword: string;
  newPassword: string;
  newPasswordHint: string;
  tooShort: string;
  setPassword: string;
  passwordSet: string;
  linkMissing: string;

  title: string;
  roles: Record<'viewer' | 'organizer' | 'admin', string>;
  viewerNote: string;
  passwordTitle: string;
  currentPassword: string;
  currentWrong: string;
  changePassword: string;
  passwordChanged: string;
  noPassword: string;
  sessionsTitle: string;
  sessionsNote: string;
  device: string;
  unknownDevice: string;
  onSystem: (browser: string, system: string) => string;
  address: string;
  addressGone: string;
  since: string;
  thisOne: string;
  endSession: string;
  sessionEnded: string;
  everywhere: string;
  everywhereTitle: string;
  everywhereExplained: string;
  tokensTitle: string;
  tokensNote: string;
  noTokens: string;
  tokenName: string;
  tokenNameHint: string;
  makeToken: string;
  tokenMade: string;
  copy: string;
  copied: string;
  made: string;
  lastUsed: string;
  neverUsed: string;
  revoke: string;
  revokeTitle: (name: string) => string;
  revokeExplained: string;
  revoked: (name: string) => string;
}

/** The words of signing in and of one's own account. */
export const accountMessages: RoomMessages<AccountMessages> = {
  en: {
    email: 'E-mail',
    wrong: 'This e-mail and password do not belong together. Check both and try again.',
    or: 'or',
    withProvider: (name) => `Sign in with ${name}`,
    refused:
      'The provider did not let you in, or its address for you is not confirmed. Ask whoever runs the portal.',
    forgotten: 'Forgotten the password? Whoever runs the portal can give you a link to set a new one.',
    noAccounts: 'Nobody can sign in yet',
    noAccountsHint:
      'Make the first account on the machine where the portal runs. It prints a link to set the password.',
    choosePassword: 'Choose a password',
    newPassword: 'New password',
    newPasswordHint: 'At least 10 characters; a few words are easy to remember.',
    tooShort: 'It needs at least 10 characters.',
    setPassword: 'Set the password',
    passwordSet: 'The password is set. Sign in with it now.',
    linkMissing: 'This address is not complete: open the link as it was given to you.',
    title: 'Your account',
    roles: { viewer: 'Viewer', organizer: 'Organizer', admin: 'Admin' },
    viewerNote: 'You have an account, but no conference to work on yet. An admin can give you one.',
    passwordTitle: 'Password',
    currentPassword: 'Present password',
    currentWrong: 'This is not the present password.',
    changePassword: 'Change the password',
    passwordChanged: 'The password is changed. Everywhere else you are signed out.',
    noPassword: 'You sign in through your provider and have no password here.',
    sessionsTitle: 'Where you are signed in',
    sessionsNote: 'Addresses are forgotten after a week, sessions end after thirty days without a visit.',
    device: 'Device',
    unknownDevice: 'Unknown device',
    onSystem: (browser, system) => `${browser} on ${system}`,
    address: 'Address',
    addressGone: 'forgotten',
    since: 'Signed in',
    thisOne: 'this one',
    endSession: 'Sign out',
    sessionEnded: 'Signed out there.',
    everywhere: 'Sign out everywhere',
    everywhereTitle: 'Sign out everywhere?',
    everywhereExplained: 'Every browser is signed out, this one too. API tokens go on working.',
    tokensTitle: 'API tokens',
    tokensNote: 'For scripts: a token may do what you may do. Send it as Authorization: Bearer.',
    noTokens: 'No tokens yet.',
    tokenName: 'What is it for?',
    tokenNameHint: 'So that you know later which one to revoke.',
    makeToken: 'Make a token',
    tokenMade: 'Copy it now: it is shown this once and kept by nobody.',
    copy: 'Copy',
    copied: 'Copied.',
    made: 'Made',
    lastUsed: 'Last used',
    neverUsed: 'never',
    revoke: 'Revoke',
    revokeTitle: (name) => `Revoke “${name}”?`,
    revokeExplained: 'Whatever uses this token is refused at once. It cannot be taken back.',
    revoked: (name) => `“${name}” is revoked.`,
  },
  ru: {
    email: 'Электронная почта',
    wrong: 'Такой почты с таким паролем нет. Проверьте и попробуйте ещё раз.',
    or: 'или',
    withProvider: (name) => `Войти через ${name}`,
    refused:
      'Провайдер вас не пропустил или ваш адрес у него не подтверждён. Обратитесь к тому, кто ведёт портал.',
    forgotten: 'Забыли пароль? Тот, кто ведёт портал, может дать вам ссылку для нового.',
    noAccounts: 'Войти пока никто не может',
    noAccountsHint:
      'Создайте первую учётную запись на машине, где работает портал. Команда напечатает ссылку для пароля.',
    choosePassword: 'Выберите пароль',
    newPassword: 'Новый пароль',
    newPasswordHint: 'Не меньше 10 знаков; несколько слов легко запомнить.',
    tooShort: 'Нужно не меньше 10 знаков.',
    setPassword: 'Задать пароль',
    passwordSet: 'Пароль задан. Теперь войдите с ним.',
    linkMissing: 'Адрес неполный: откройте ссылку так, как вам её дали.',
    title: 'Ваша учётная запись',
    roles: { viewer: 'Зритель', organizer: 'Организатор', admin: 'Администратор' },
    viewerNote: 'Учётная запись есть, но конференции для работы пока нет. Её может дать администратор.',
    passwordTitle: 'Пароль',
    currentPassword: 'Нынешний пароль',
    currentWrong: 'Это не нынешний пароль.',
    changePassword: 'Сменить пароль',
    passwordChanged: 'Пароль сменён. В других местах вход завершён.',
    noPassword: 'Вы входите через провайдера, пароля здесь нет.',
    sessionsTitle: 'Где выполнен вход',
    sessionsNote: 'Адреса забываются через неделю, вход без посещений кончается через тридцать дней.',
    device: 'Устройство',
    unknownDevice: 'Неизвестное устройство',
    onSystem: (browser, system) => `${browser}, ${system}`,
    address: 'Адрес',
    addressGone: 'забыт',
    since: 'Вход',
    thisOne: 'это оно',
    endSession: 'Выйти',
    sessionEnded: 'Там вход завершён.',
    everywhere: 'Выйти везде',
    everywhereTitle: 'Выйти везде?',
    everywhereExplained: 'Вход завершится во всех браузерах, и в этом тоже. Ключи API продолжат работать.',
    tokensTitle: 'Ключи API',
    tokensNote: 'Для программ: ключ может то же, что и вы. Передавайте его в Authorization: Bearer.',
    noTokens: 'Ключей пока нет.',
    tokenName: 'Для чего он?',
    tokenNameHint: 'Чтобы потом знать, какой отозвать.',
    makeToken: 'Создать ключ',
    tokenMade: 'Скопируйте сейчас: он показан один раз и нигде не хранится.',
    copy: 'Скопировать',
    copied: 'Скопировано.',
    made: 'Создан',
    lastUsed: 'Использован',
    neverUsed: 'ни разу',
    revoke: 'Отозвать',
    revokeTitle: (name) => `Отозвать «${name}»?`,
    revokeExplained: 'Всё, что пользуется этим ключом, сразу получит отказ. Вернуть его нельзя.',
    revoked: (name) => `«${name}» отозван.`,
  },
  ja: {
    email: 'メールアドレス',
    wrong: 'メールアドレスとパスワードが一致しません。確かめてもう一度お試しください。',
    or: 'または',
    withProvider: (name) => `${name}でサインイン`,
    refused: 'プロバイダーに拒否されたか、アドレスが確認されていません。ポータルの運営者にお尋ねください。',
    forgotten: 'パスワードをお忘れですか。運営者が再設定用のリンクをお渡しできます。',
    noAccounts: 'まだ誰もサインインできません',
    noAccountsHint:
      'ポータルが動いているマシンで最初のアカウントを作ってください。パスワード設定用のリンクが表示されます。',
    choosePassword: 'パスワードを決める',
    newPassword: '新しいパスワード',
    newPasswordHint: '10文字以上。いくつかの単語なら覚えやすくなります。',
    tooShort: '10文字以上が必要です。',
    setPassword: 'パスワードを設定',
    passwordSet: 'パスワードを設定しました。これでサインインしてください。',
    linkMissing: 'アドレスが不完全です。受け取ったリンクをそのまま開いてください。',
    title: 'アカウント',
    roles: { viewer: '閲覧者', organizer: '主催者', admin: '管理者' },
    viewerNote: 'アカウントはありますが、担当するカンファレンスがまだありません。管理者が割り当てます。',
    passwordTitle: 'パスワード',
    currentPassword: '現在のパスワード',
    currentWrong: '現在のパスワードと違います。',
    changePassword: 'パスワードを変更',
    passwordChanged: 'パスワードを変更しました。ほかの場所ではサインアウトされました。',
    noPassword: 'プロバイダー経由でサインインしているため、ここにパスワードはありません。',
    sessionsTitle: 'サインイン中の場所',
    sessionsNote: 'アドレスは1週間で消え、30日間アクセスがないとセッションは終わります。',
    device: '端末',
    unknownDevice: '不明な端末',
    onSystem: (browser, system) => `${browser}（${system}）`,
    address: 'アドレス',
    addressGone: '消去済み',
    since: 'サインイン',
    thisOne: 'この端末',
    endSession: 'サインアウト',
    sessionEnded: 'そちらをサインアウトしました。',
    everywhere: 'すべてサインアウト',
    everywhereTitle: 'すべてサインアウトしますか。',
    everywhereExplained: 'この端末を含むすべてのブラウザーがサインアウトされます。APIトークンは使えます。',
    tokensTitle: 'APIトークン',
    tokensNote:
      'スクリプト用です。トークンはあなたと同じことができます。Authorization: Bearer で送ってください。',
    noTokens: 'トークンはまだありません。',
    tokenName: '用途',
    tokenNameHint: 'どれを取り消すか、後で分かるように。',
    makeToken: 'トークンを作成',
    tokenMade: '今コピーしてください。表示は一度だけで、どこにも保存されません。',
    copy: 'コピー',
    copied: 'コピーしました。',
    made: '作成',
    lastUsed: '最後の使用',
    neverUsed: '未使用',
    revoke: '取り消す',
    revokeTitle: (name) => `「${name}」を取り消しますか。`,
    revokeExplained: 'このトークンを使うものはすぐに拒否されます。元に戻せません。',
    revoked: (name) => `「${name}」を取り消しました。`,
  },
};
