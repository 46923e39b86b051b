/** What is true of this software as it comes; an operator who adds something to it writes a text of his own. */
export const privacyText = {
  en: `This portal shows recordings of talks. You can watch, search and download without an account, and no record of what you watch is kept here or passed on.

How often a talk was watched is counted, as a sum for each day. Nothing of who watched is stored: so that one viewer counts once, a scrambled trace of address and browser stays in memory, and what could unscramble it is thrown away every day.

Nothing on its pages comes from other servers: no analytics, no advertising, no foreign fonts, scripts or videos.

One cookie, “lang”, is set when you choose a language, and keeps that choice for a year. Your choice of a light or dark page and the player's settings stay in your browser's own storage and are never sent. So does your list: what you watched and where you stopped, and what you want to watch later; “My list” shows all of it and clears it. Only when a recording was trimmed since does your browser ask where the place you stopped at lies now. Talks that you keep for offline lie there too, until you remove them or they are taken back here; once an hour your browser asks for each whether it is still public.

While it serves you, the server sees your network address, as every server does. It uses the address to slow down floods of requests and keeps it in memory for a minute. Whoever runs this portal may keep access logs in front of it; ask them where that matters to you.

Those who organize conferences have an account here. Signing in sets a second cookie, which lasts thirty days after the last visit; the address somebody signed in from is kept for a week, and that of failed tries in memory for a quarter of an hour. What organizers change is written down with their name.

Speakers are named as in the programme of their conference. A speaker who wants a recording or a name removed can ask the people who run this portal.`,
  ru: `Этот портал показывает записи докладов. Смотреть, искать и скачивать можно без регистрации; сведения о том, что смотрите именно вы, не сохраняются и никому не передаются.

Портал считает, сколько раз посмотрели доклад: хранится только сумма за каждый день. О том, кто смотрел, не сохраняется ничего: чтобы один зритель считался один раз, в памяти держится необратимый отпечаток адреса и браузера, а ключ к нему каждый день уничтожается.

На страницах нет ничего с чужих серверов: ни аналитики, ни рекламы, ни сторонних шрифтов, скриптов или видео.

Единственный файл cookie, «lang», появляется, когда вы выбираете язык, и хранит этот выбор один год. Выбор светлой или тёмной темы и настройки плеера остаются в хранилище вашего браузера и никуда не отправляются. Так же хранится и ваш список: что вы смотрели, где остановились и что отложили; страница «Мой список» показывает его целиком и очищает. Только если запись с тех пор обрезали, браузер спросит, где теперь находится место, на котором вы остановились. Там же лежат доклады, сохранённые для просмотра без сети, пока вы их не удалите или пока запись не снимут с публикации; раз в час браузер спрашивает о каждом, доступен ли он ещё.

Пока сервер отвечает вам, он видит ваш сетевой адрес, как и любой сервер. Адрес нужен, чтобы сдерживать лавины запросов, и хранится в памяти одну минуту. Владелец портала может вести журнал обращений перед ним; если это важно для вас, спросите у него.

У организаторов конференций здесь есть учётные записи. При входе появляется второй файл cookie, он живёт тридцать дней после последнего посещения; адрес, с которого вошли, хранится неделю, а адрес неудачных попыток — четверть часа в памяти. Изменения организаторов записываются с их именем.

Докладчики названы так, как в программе конференции. Докладчик, который хочет убрать запись или имя, может обратиться к владельцам портала.`,
  ja: `このポータルは講演の録画を公開しています。視聴、検索、ダウンロードに登録は要りません。誰が何を視聴したかを記録したり、他者に渡したりすることはありません。

講演の再生回数は、一日ごとの合計として数えています。誰が視聴したかは一切保存しません。同じ人を一回と数えるため、アドレスとブラウザーから作った復元できない符号をメモリーにだけ置き、その鍵は毎日破棄します。

ページは外部のサーバーから何も読み込みません。アクセス解析も広告もなく、外部のフォント、スクリプト、動画も使いません。

言語を選ぶと「lang」という Cookie がひとつだけ保存され、その選択を一年間覚えます。明るい表示と暗い表示の選択やプレーヤーの設定は、お使いのブラウザーの中にだけ保存され、送信されることはありません。視聴した講演と再生位置、後で見る講演のリストも同じで、「マイリスト」ですべて確認し、消去できます。その後に録画が編集された場合にかぎり、止めた位置が今どこにあたるかをブラウザーが問い合わせます。オフライン用に保存した講演も、削除するか公開が終了するまでブラウザーの中にあり、公開中かどうかをブラウザーが一時間に一度確かめます。

どのサーバーでもそうであるように、応答している間、サーバーにはお使いのネットワークアドレスが見えます。アドレスは過度なアクセスを抑えるために使い、メモリーに一分間だけ保持します。ポータルの運営者が前段でアクセスログを残していることがあります。気になる場合は運営者にお尋ねください。

カンファレンスの主催者はここにアカウントを持ちます。サインインすると二つ目の Cookie が保存され、最後のアクセスから三十日間有効です。サインイン元のアドレスは一週間、失敗した試行のアドレスは十五分間メモリーに保持されます。主催者による変更は名前とともに記録されます。

講演者の名前は、カンファレンスのプログラムにあるとおりに記載しています。録画や名前の削除を希望する講演者は、このポータルの運営者にご連絡ください。`,
};
