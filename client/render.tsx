import { renderToStaticMarkup } from 'react-dom/server';
import type { PageData, RenderPage } from '#server/contract/pages.ts';
import { ReaderProvider, readerOf } from './i18n/reader.tsx';
import { ConferencePage } from './pages/conference.tsx';
import { ConferencesPage } from './pages/conferences.tsx';
import { EmbedPage } from './pages/embed.tsx';
import { ErrorPage } from './pages/error-page.tsx';
import { HomePage } from './pages/home.tsx';
import { KeptPage } from './pages/kept.tsx';
import { OfflinePage } from './pages/offline.tsx';
import { OrganizeShell } from './pages/organize-shell.tsx';
import { SearchPage } from './pages/search.tsx';
import { SpeakerPage } from './pages/speaker.tsx';
import { SpeakersPage } from './pages/speakers.tsx';
import { TalkPage } from './pages/talk.tsx';
import { TalksPage } from './pages/talks.tsx';
import { TextPage } from './pages/text-page.tsx';
import { TopicsPage } from './pages/topics.tsx';
import { TranscriptPage } from './pages/transcript-page.tsx';
import { Document } from './ui/document.tsx';

const japanese = /[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]/;

/**
 * Renders a page whole. The markup is static: live parts are islands that mount themselves, so no framework is sent.
 * Pure: the same props give the same bytes.
 */
export const renderPage: RenderPage = async (props, assets) => {
  const reader = readerOf(props);
  const isJapanese = reader.words.language.fonts === 'japanese';
  const hasJapanese = isJapanese || japanese.test(JSON.stringify([props.data, props.site]));
  const html = renderToStaticMarkup(
    <ReaderProvider value={reader}>
      <Document data={props.data} assets={assets} hasJapanese={hasJapanese} notice={props.notice}>
        <Page data={props.data} />
      </Document>
    </ReaderProvider>,
  );
  return `<!doctype html>${html}`;
};

function Page({ data }: { data: PageData }) {
  switch (data.page) {
    case 'home':
      return <HomePage {...data} />;
    case 'conference':
      return <ConferencePage conference={data.conference} listing={data.listing} />;
    case 'conferences':
      return <ConferencesPage {...data} />;
    case 'talks':
      return <TalksPage {...data} />;
    case 'topics':
      return <TopicsPage topics={data.topics} />;
    case 'talk':
      return <TalkPage talk={data.talk} startSeconds={data.startSeconds} />;
    case 'transcript':
      return <TranscriptPage {...data} />;
    case 'speakers':
      return <SpeakersPage {...data} />;
    case 'speaker':
      return <SpeakerPage speaker={data.speaker} />;
    case 'search':
      return <SearchPage {...data} />;
    case 'kept':
      return <KeptPage />;
    case 'embed':
      return <EmbedPage talk={data.talk} startSeconds={data.startSeconds} />;
    case 'text':
      return <TextPage {...data} />;
    case 'offline':
      return <OfflinePage />;
    case 'organize':
      return <OrganizeShell isSignedIn={data.isSignedIn} />;
    case 'error':
      return <ErrorPage status={data.status} />;
  }
}
