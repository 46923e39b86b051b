import type { ReactNode } from 'react';
import type { PageAssets, PageData, PageProps } from '#server/contract/pages.ts';
import type { LiveData, LiveMessages } from '../i18n/live.ts';
import { type Reader, useReader } from '../i18n/reader.tsx';
import { JsonScript } from './json-script.tsx';
import { MachineHead } from './machine-head.tsx';
import { pageMeta } from './page-meta.ts';
import { SiteFooter } from './site-footer.tsx';
import { SiteHeader } from './site-header.tsx';

interface Props {
  data: PageData;
  assets: PageAssets;
  hasJapanese: boolean;
  notice?: PageProps['notice'];
  children: ReactNode;
}

/** The HTML document around a page. */
export function Document({ data, assets, hasJapanese, notice, children }: Props) {
  const reader = useReader();
  const { language, m } = reader;
  return (
    <html lang={language}>
      <Head data={data} assets={assets} hasJapanese={hasJapanese} notice={notice} />
      {data.page === 'embed' ? (
        <body>
          <main id="content">{children}</main>
          <JsonScript id="live" data={liveDataOf(data, reader)} />
        </body>
      ) : (
        <body>
          <a className="skip-link" href="#content">
            {m.skipToContent}
          </a>
          <SiteHeader current={data.page} />
          {notice ? (
            <p className="page-notice" role="note">
              {notice === 'draft' ? m.draftNotice : m.unlistedNotice}
            </p>
          ) : null}
          <main id="content" tabIndex={-1}>
            {children}
          </main>
          <SiteFooter />
          <JsonScript id="live" data={liveDataOf(data, reader)} />
        </body>
      )}
    </html>
  );
}

function Head({ data, assets, hasJapanese, notice }: Omit<Props, 'children'>) {
  const reader = useReader();
  const { site } = reader;
  const meta = pageMeta(data, reader);
  const title = meta.title === null ? site.name : `${meta.title} · ${site.name}`;
  const styles = [
    ...assets.styles,
    ...(data.page === 'talk' || data.page === 'embed' ? assets.talkStyles : []),
    ...(data.page === 'organize' ? assets.organizeStyles : []),
  ];
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own few bytes, named by their hash in the policy */}
      <script dangerouslySetInnerHTML={{ __html: assets.themeCode }} />
      {styles.map((href) => (
        <link key={href} rel="stylesheet" href={href} />
      ))}
      {/* A hundred subsets: taken in when the page stands (client/enhance/later-styles.ts). */}
      {(hasJapanese ? assets.japaneseStyles : []).map((href) => (
        <link key={href} rel="stylesheet" href={href} media="print" data-later="" />
      ))}
      {data.page === 'embed' ? null : <script type="module" src={assets.pageScript} fetchPriority="low" />}
      {data.page === 'talk' ? <script type="module" src={assets.talkScript} fetchPriority="low" /> : null}
      {data.page === 'embed' ? <script type="module" src={assets.embedScript} /> : null}
      {data.page === 'organize' ? <script type="module" src={assets.organizeScript} /> : null}
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#faf6ee" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#15110d" media="(prefers-color-scheme: dark)" />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="icon" href="/icons/32.png" sizes="32x32" type="image/png" />
      <link rel="apple-touch-icon" href="/icons/180.png" />
      <link rel="manifest" href="/site.webmanifest" />
      <MachineHead data={data} notice={notice} />
    </head>
  );
}

/** The words that this page's scripts need. */
function liveDataOf({ page }: PageData, { language, words }: Reader): LiveData {
  const { locale } = words.language;
  return { language, locale, messages: messagesOf(page, words.live) };
}

function messagesOf(page: PageData['page'], live: LiveMessages): Partial<LiveMessages> {
  const { keptPage, ...ofTalks } = live;
  const { kept, offline, player, chrome } = ofTalks;
  switch (page) {
    case 'talk':
      return ofTalks;
    case 'embed':
      return { kept, player, chrome };
    case 'kept':
      return { kept, keptPage, offline };
    case 'offline':
      return { kept, offline };
    default:
      return { kept };
  }
}
