import type { BoardState } from '#server/contract/wire.ts';
import { plural } from '../../i18n/plural.ts';
import type { RoomMessages } from '../organizer.tsx';

export interface BoardMessages {
  states: Readonly<Record<BoardState, string>>;
  filters: string;
  allTalks: string;
  days: string;
  withoutDay: string;
  withoutTime: string;
  grid: (day: string) => string;
  times: (zone: string) => string;
  talks: (count: number) => string;
  noTalks: string;
  noTalksHint: string;
  importProgramme: string;
  byHand: string;
  noneInState: string;
  draftNotice: string;
  toSettings: string;
  select: (title: string) => string;
  selectAll: string;
  selected: (count: number) => string;
  clear: string;
  publish: string;
  publishAll: (count: number) => string;
  publishAllTitle: (count: number) => string;
  publishAllExplained: string;
  schedule: string;
  scheduleTitle: (count: number) => string;
  releaseAt: (zone: string) => string;
  releaseHint: string;
  releaseMissing: string;
  setRelease: string;
  unpublish: string;
  retry: string;
  cancel: string;
  cancelRelease: string;
  trim: string;
  toRecording: string;
  editTalk: string;
  openPage: string;
  preview: string;
  upload: string;
  replaceWith: string;
  replace: string;
  assignFrom: string;
  assign: string;
  takeOff: string;
  takeOffTitle: string;
  takeOffExplained: string;
  choose: string;
  optOut: string;
  optOutTitle: (title: string) => string;
  optOutExplained: string;
  lift: string;
  liftTitle: (title: string) => string;
  liftExplained: string;
  published: (title: string) => string;
  publishedMany: (count: number) => string;
  unpublished: (title: string) => string;
  unpublishedMany: (count: number) => string;
  scheduled: (title: string) => string;
  scheduledMany: (count: number) => string;
  unscheduled: (title: string) => string;
  retried: (title: string) => string;
  cancelled: (title: string) => string;
  assigned: (title: string) => string;
  takenOff: (title: string) => string;
  optedOut: (title: string) => string;
  lifted: (title: string) => string;
  replacing: (title: string) => string;
  kept: (title: string) => string;
  undo: string;
  leftOver: (count: number) => string;
  notDone: string;
  releasedAt: (time: string) => string;
  releaseWaits: string;
  moreRecordings: (count: number) => string;
  beingReplaced: (share: string) => string;
  isWithdrawn: string;
  isDraft: string;
  isUnlisted: string;
  watchableNow: string;
  actions: string;
  unmatched: (count: number) => string;
  unmatchedHint: string;
  toMatching: string;
  conferences: string;
  conference: string;
  when: string;
  newConference: string;
  noConferences: string;
  noConferencesHint: string;
  missing: string;
  needsReview: string;
  publishedColumn: string;
  unmatchedColumn: string;
  talksColumn: string;
  draft: string;
  forOrganizers: string;
}

const en = (one: string, other: string) => plural('en', { one, other });
const ru = (one: string, few: string, many: string) => plural('ru', { one, few, many });
const ja = (other: string) => plural('ja', { other });

export const boardMessages: RoomMessages<BoardMessages> = {
  en: {
    states: {
      upcoming: 'Still to come',
      missing: 'Missing',
      not_recorded: 'Not recorded',
      withdrawn: 'Withdrawn',
      opted_out: 'Opted out',
      recorded: 'Recorded',
      processing: 'Processing',
      needs_review: 'Needs review',
      scheduled: 'Scheduled',
      published: 'Published',
      unpublished: 'Taken back',
      failed: 'Failed',
      cancelled: 'Cancelled',
    },
    filters: 'Show talks by state',
    allTalks: 'All talks',
    days: 'Days',
    withoutDay: 'Without a day',
    withoutTime: 'Without a time or room',
    grid: (day) => `Programme of ${day}`,
    times: (zone) => `Times in ${zone}`,
    talks: en('# talk', '# talks'),
    noTalks: 'This conference has no talks yet',
    noTalksHint: 'Import its programme, or write the talks by hand.',
    importProgramme: 'Import a programme',
    byHand: 'Add a talk',
    noneInState: 'No talk is in this state now.',
    draftNotice: 'This conference is a draft: nobody sees what is published until it is made public.',
    toSettings: 'To its settings',
    select: (title) => `Select: ${title}`,
    selectAll: 'Select all shown',
    selected: en('# selected', '# selected'),
    clear: 'Clear',
    publish: 'Publish',
    publishAll: (count) => `Publish all that are ready (${count})`,
    publishAllTitle: en('Publish # recording?', 'Publish # recordings?'),
    publishAllExplained:
      'Everybody will see them at once. Talks whose speakers opted out, and what is scheduled, are left alone.',
    schedule: 'Schedule…',
    scheduleTitle: en('When is it published?', 'When are these # published?'),
    releaseAt: (zone) => `Day and time (${zone})`,
    releaseHint:
      'It is published by itself within seconds of that time, as soon as it can be watched to its end.',
    releaseMissing: 'Choose a day and a time.',
    setRelease: 'Schedule',
    unpublish: 'Unpublish',
    retry: 'Try again',
    cancel: 'Cancel the work',
    cancelRelease: 'Don’t publish by itself',
    trim: 'Trim',
    toRecording: 'All about the recording',
    editTalk: 'Edit the talk',
    openPage: 'Open its page',
    preview: 'Preview its page',
    upload: 'Upload a recording',
    replaceWith: 'Replace it with another recording',
    replace: 'Replace',
    assignFrom: 'Take a recording without a talk',
    assign: 'Take it',
    takeOff: 'Not this talk',
    takeOffTitle: 'Is this recording of another talk?',
    takeOffExplained: 'Viewers stop seeing it here, and it waits among the recordings without a talk.',
    choose: 'Choose…',
    optOut: 'Opt out…',
    optOutTitle: (title) => `No recording of “${title}”?`,
    optOutExplained:
      'What is published of it is taken back at once, and it cannot be published until the opt-out is lifted.',
    lift: 'Lift the opt-out…',
    liftTitle: (title) => `Did the speakers of “${title}” agree?`,
    liftExplained: 'Its recording can be published again. Who lifted the opt-out is written down.',
    published: (title) => `“${title}” is published.`,
    publishedMany: en('# recording is published.', '# recordings are published.'),
    unpublished: (title) => `“${title}” is taken back.`,
    unpublishedMany: en('# recording is taken back.', '# recordings are taken back.'),
    scheduled: (title) => `“${title}” is scheduled.`,
    scheduledMany: en('# recording is scheduled.', '# recordings are scheduled.'),
    unscheduled: (title) => `“${title}” is not published by itself any more.`,
    retried: (title) => `“${title}” is tried again.`,
    cancelled: (title) => `The work on “${title}” is being cancelled.`,
    assigned: (title) => `“${title}” has its recording.`,
    takenOff: (title) => `The recording is taken off “${title}”.`,
    optedOut: (title) => `“${title}” is opted out.`,
    lifted: (title) => `The opt-out of “${title}” is lifted.`,
    replacing: (title) => `The recording of “${title}” is replaced as soon as the new one is ready.`,
    kept: (title) => `“${title}” keeps the recording it has.`,
    undo: 'Undo',
    leftOver: en('# recording was left as it was:', '# recordings were left as they were:'),
    notDone: 'That did not work:',
    releasedAt: (time) => `Published by itself: ${time}`,
    releaseWaits: 'Waits until it can be watched to its end.',
    moreRecordings: en('and # more recording', 'and # more recordings'),
    beingReplaced: (share) => `A new recording is being prepared (${share}); this one stays until then.`,
    isWithdrawn: 'No longer in the programme',
    isDraft: 'The talk is a draft: publishing its recording makes it public.',
    isUnlisted: 'Unlisted: only who knows its address sees it.',
    watchableNow: 'Can be watched already; the rest is being made.',
    actions: 'What to do',
    unmatched: en('# recording without a talk', '# recordings without a talk'),
    unmatchedHint: 'They fit no talk well enough to be taken by themselves.',
    toMatching: 'Match them',
    conferences: 'Conferences',
    conference: 'Conference',
    when: 'When',
    newConference: 'New conference',
    noConferences: 'No conferences yet',
    noConferencesHint:
      'Import a programme to have a conference with all its talks, or begin with an empty one.',
    missing: 'Missing',
    needsReview: 'Needs review',
    publishedColumn: 'Published',
    unmatchedColumn: 'Unmatched',
    talksColumn: 'Talks',
    draft: 'draft',
    forOrganizers: 'Your account only reads so far. Ask an admin to make you an organizer of a conference.',
  },
  ru: {
    states: {
      upcoming: 'Ещё не было',
      missing: 'Нет записи',
      not_recorded: 'Не записывался',
      withdrawn: 'Снят с программы',
      opted_out: 'Без публикации',
      recorded: 'Записан',
      processing: 'Обрабатывается',
      needs_review: 'Ждёт проверки',
      scheduled: 'Назначен',
      published: 'Опубликован',
      unpublished: 'Убран',
      failed: 'Ошибка',
      cancelled: 'Отменён',
    },
    filters: 'Доклады по состоянию',
    allTalks: 'Все доклады',
    days: 'Дни',
    withoutDay: 'Без дня',
    withoutTime: 'Без времени или зала',
    grid: (day) => `Программа: ${day}`,
    times: (zone) => `Время: ${zone}`,
    talks: ru('# доклад', '# доклада', '# докладов'),
    noTalks: 'В этой конференции пока нет докладов',
    noTalksHint: 'Импортируйте программу или добавьте доклады вручную.',
    importProgramme: 'Импортировать программу',
    byHand: 'Добавить доклад',
    noneInState: 'Сейчас таких докладов нет.',
    draftNotice: 'Конференция — черновик: опубликованное никто не увидит, пока она не станет открытой.',
    toSettings: 'К её настройкам',
    select: (title) => `Выбрать: ${title}`,
    selectAll: 'Выбрать все показанные',
    selected: ru('Выбран #', 'Выбрано #', 'Выбрано #'),
    clear: 'Снять выбор',
    publish: 'Опубликовать',
    publishAll: (count) => `Опубликовать все готовые (${count})`,
    publishAllTitle: ru('Опубликовать # запись?', 'Опубликовать # записи?', 'Опубликовать # записей?'),
    publishAllExplained:
      'Их сразу увидят все. Доклады, авторы которых против публикации, и назначенные на время не затрагиваются.',
    schedule: 'Назначить время…',
    scheduleTitle: ru('Когда опубликовать?', 'Когда опубликовать эти #?', 'Когда опубликовать эти #?'),
    releaseAt: (zone) => `День и время (${zone})`,
    releaseHint: 'Публикуется сама в течение нескольких секунд, как только её можно досмотреть до конца.',
    releaseMissing: 'Выберите день и время.',
    setRelease: 'Назначить',
    unpublish: 'Снять с публикации',
    retry: 'Повторить',
    cancel: 'Отменить работу',
    cancelRelease: 'Не публиковать самой',
    trim: 'Обрезать',
    toRecording: 'Всё о записи',
    editTalk: 'Изменить доклад',
    openPage: 'Открыть страницу',
    preview: 'Просмотреть страницу',
    upload: 'Загрузить запись',
    replaceWith: 'Заменить другой записью',
    replace: 'Заменить',
    assignFrom: 'Взять запись без доклада',
    assign: 'Взять',
    takeOff: 'Не тот доклад',
    takeOffTitle: 'Это запись другого доклада?',
    takeOffExplained: 'Зрители перестанут её здесь видеть, она будет ждать среди записей без доклада.',
    choose: 'Выберите…',
    optOut: 'Запретить публикацию…',
    optOutTitle: (title) => `Не показывать запись «${title}»?`,
    optOutExplained: 'Опубликованное сразу снимается, и публиковать нельзя, пока запрет не будет снят.',
    lift: 'Снять запрет…',
    liftTitle: (title) => `Авторы «${title}» согласны?`,
    liftExplained: 'Запись снова можно публиковать. Кто снял запрет, записывается.',
    published: (title) => `«${title}» — опубликовано.`,
    publishedMany: ru('Опубликована # запись.', 'Опубликованы # записи.', 'Опубликовано # записей.'),
    unpublished: (title) => `«${title}» — снято с публикации.`,
    unpublishedMany: ru('Снята # запись.', 'Сняты # записи.', 'Снято # записей.'),
    scheduled: (title) => `«${title}» — время назначено.`,
    scheduledMany: ru('Назначена # запись.', 'Назначены # записи.', 'Назначено # записей.'),
    unscheduled: (title) => `«${title}» больше не публикуется сама.`,
    retried: (title) => `«${title}» — пробуем снова.`,
    cancelled: (title) => `Работа над «${title}» отменяется.`,
    assigned: (title) => `У «${title}» есть запись.`,
    takenOff: (title) => `Запись снята с «${title}».`,
    optedOut: (title) => `Публикация «${title}» запрещена.`,
    lifted: (title) => `Запрет для «${title}» снят.`,
    replacing: (title) => `Запись «${title}» будет заменена, как только новая готова.`,
    kept: (title) => `У «${title}» остаётся прежняя запись.`,
    undo: 'Вернуть',
    leftOver: ru(
      '# запись осталась как была:',
      '# записи остались как были:',
      '# записей остались как были:',
    ),
    notDone: 'Не получилось:',
    releasedAt: (time) => `Публикуется сама: ${time}`,
    releaseWaits: 'Ждёт, пока её можно будет досмотреть до конца.',
    moreRecordings: ru('и ещё # запись', 'и ещё # записи', 'и ещё # записей'),
    beingReplaced: (share) => `Готовится новая запись (${share}); до тех пор остаётся эта.`,
    isWithdrawn: 'Больше нет в программе',
    isDraft: 'Доклад — черновик: публикация записи откроет его.',
    isUnlisted: 'Не в списках: видит лишь тот, кто знает адрес.',
    watchableNow: 'Уже можно смотреть; остальное готовится.',
    actions: 'Что сделать',
    unmatched: ru('# запись без доклада', '# записи без доклада', '# записей без доклада'),
    unmatchedHint: 'Они не подошли ни к одному докладу настолько, чтобы взять их без вопроса.',
    toMatching: 'Сопоставить',
    conferences: 'Конференции',
    conference: 'Конференция',
    when: 'Когда',
    newConference: 'Новая конференция',
    noConferences: 'Пока нет конференций',
    noConferencesHint:
      'Импортируйте программу — появится конференция со всеми докладами — или начните с пустой.',
    missing: 'Нет записи',
    needsReview: 'Ждут проверки',
    publishedColumn: 'Опубликовано',
    unmatchedColumn: 'Без доклада',
    talksColumn: 'Доклады',
    draft: 'черновик',
    forOrganizers:
      'Пока ваша учётная запись только для чтения. Попросите администратора сделать вас организатором конференции.',
  },
  ja: {
    states: {
      upcoming: 'これから',
      missing: '録画なし',
      not_recorded: '録画しない',
      withdrawn: '取りやめ',
      opted_out: '公開しない',
      recorded: '録画あり',
      processing: '処理中',
      needs_review: '確認待ち',
      scheduled: '公開予約',
      published: '公開中',
      unpublished: '公開取消',
      failed: '失敗',
      cancelled: '中止',
    },
    filters: '状態で講演を絞り込む',
    allTalks: 'すべての講演',
    days: '日程',
    withoutDay: '日程なし',
    withoutTime: '時刻または部屋なし',
    grid: (day) => `${day}のプログラム`,
    times: (zone) => `時刻は${zone}`,
    talks: ja('講演#件'),
    noTalks: 'このカンファレンスにはまだ講演がありません',
    noTalksHint: 'プログラムを取り込むか、講演を手で書いてください。',
    importProgramme: 'プログラムを取り込む',
    byHand: '講演を追加',
    noneInState: 'この状態の講演は今ありません。',
    draftNotice: 'このカンファレンスは下書きです。公開するまで、公開した録画は誰にも見えません。',
    toSettings: '設定へ',
    select: (title) => `選択：${title}`,
    selectAll: '表示中をすべて選択',
    selected: ja('#件を選択'),
    clear: '選択を解除',
    publish: '公開する',
    publishAll: (count) => `準備のできた録画をすべて公開（${count}）`,
    publishAllTitle: ja('#件の録画を公開しますか？'),
    publishAllExplained: 'すぐに誰でも見られます。公開を望まない講演と公開予約済みの録画はそのままです。',
    schedule: '公開を予約…',
    scheduleTitle: ja('いつ公開しますか？（#件）'),
    releaseAt: (zone) => `日時（${zone}）`,
    releaseHint: '最後まで見られるようになっていれば、その時刻から数秒以内に自動で公開されます。',
    releaseMissing: '日付と時刻を選んでください。',
    setRelease: '予約する',
    unpublish: '公開を取り消す',
    retry: 'やり直す',
    cancel: '処理を中止',
    cancelRelease: '予約を取り消す',
    trim: '切り詰める',
    toRecording: '録画の詳細',
    editTalk: '講演を編集',
    openPage: 'ページを開く',
    preview: 'ページを下見',
    upload: '録画をアップロード',
    replaceWith: '別の録画に差し替える',
    replace: '差し替える',
    assignFrom: '講演のない録画を使う',
    assign: '使う',
    takeOff: 'この講演ではない',
    takeOffTitle: '別の講演の録画ですか？',
    takeOffExplained: 'ここでは見られなくなり、講演のない録画に戻ります。',
    choose: '選んでください…',
    optOut: '公開しないことにする…',
    optOutTitle: (title) => `「${title}」の録画を公開しませんか？`,
    optOutExplained: '公開中の録画はすぐに取り消され、解除するまで公開できません。',
    lift: '公開を認める…',
    liftTitle: (title) => `「${title}」の講演者は同意しましたか？`,
    liftExplained: '録画を再び公開できます。誰が認めたかは記録されます。',
    published: (title) => `「${title}」を公開しました。`,
    publishedMany: ja('#件の録画を公開しました。'),
    unpublished: (title) => `「${title}」の公開を取り消しました。`,
    unpublishedMany: ja('#件の公開を取り消しました。'),
    scheduled: (title) => `「${title}」の公開を予約しました。`,
    scheduledMany: ja('#件の公開を予約しました。'),
    unscheduled: (title) => `「${title}」の予約を取り消しました。`,
    retried: (title) => `「${title}」をやり直します。`,
    cancelled: (title) => `「${title}」の処理を中止しています。`,
    assigned: (title) => `「${title}」に録画がつきました。`,
    takenOff: (title) => `「${title}」から録画を外しました。`,
    optedOut: (title) => `「${title}」は公開しません。`,
    lifted: (title) => `「${title}」の公開を認めました。`,
    replacing: (title) => `新しい録画の準備ができしだい「${title}」を差し替えます。`,
    kept: (title) => `「${title}」は今の録画のままです。`,
    undo: '元に戻す',
    leftOver: ja('#件はそのままです：'),
    notDone: 'できませんでした：',
    releasedAt: (time) => `自動公開：${time}`,
    releaseWaits: '最後まで見られるようになるのを待っています。',
    moreRecordings: ja('ほかに録画#件'),
    beingReplaced: (share) => `新しい録画を準備しています（${share}）。それまではこの録画のままです。`,
    isWithdrawn: 'プログラムにはもうありません',
    isDraft: '講演は下書きです。録画を公開すると講演も公開されます。',
    isUnlisted: '限定公開：アドレスを知る人だけが見られます。',
    watchableNow: 'もう見られます。残りを作っています。',
    actions: '操作',
    unmatched: ja('講演のない録画#件'),
    unmatchedHint: '自動で決められるほどよく合う講演がありませんでした。',
    toMatching: '講演と結びつける',
    conferences: 'カンファレンス',
    conference: 'カンファレンス',
    when: '日程',
    newConference: '新しいカンファレンス',
    noConferences: 'カンファレンスはまだありません',
    noConferencesHint: 'プログラムを取り込むと講演がそろいます。空のカンファレンスから始めることもできます。',
    missing: '録画なし',
    needsReview: '確認待ち',
    publishedColumn: '公開中',
    unmatchedColumn: '講演なし',
    talksColumn: '講演',
    draft: '下書き',
    forOrganizers: 'このアカウントは閲覧用です。カンファレンスの主催者にするよう管理者に頼んでください。',
  },
};
