import { type UiLanguage, uiLanguages } from '#server/contract/languages.ts';
import type { PageData, PageProps } from '#server/contract/pages.ts';
import { paths } from '#server/contract/paths.ts';
import type { Talk } from '#server/contract/wire.ts';
import { allWords } from '../i18n/all-words.ts';
import { useReader } from '../i18n/reader.tsx';
import { JsonScript } from './json-script.tsx';
import { inLanguage } from './location.ts';
import { type PageMeta, pageMeta } from './page-meta.ts';
import { structuredData } from './structured-data/structured-data.ts';
import { embedSize, videoOf } from './video-facts.ts';

/** Pages that are the same thing whatever their query says: a moment of it, a part of it, another order. */
const oneThing: ReadonlySet<PageData['page']> = new Set(['talk', 'embed', 'conference', 'search']);

/**
 * What search engines, link previews and players elsewhere are told: description, canonical and alternate addresses, Open
 * Graph, Twitter card, oEmbed discovery, structured data. What is not public says of itself only that it is not to be found.
 */
export function MachineHead({ data, notice }: { data: PageData; notice: PageProps['notice'] }) {
  const reader = useReader();
  const { site } = reader;
  const meta = pageMeta(data, reader);
  const isPublic = !notice && data.page !== 'error' && data.page !== 'organize';
  return (
    <>
      <Robots data={data} isIndexed={meta.isIndexed && !notice} />
      {meta.description ? <meta name="description" content={meta.description} /> : null}
      <meta property="og:title" content={meta.title ?? site.name} />
      <meta property="og:site_name" content={site.name} />
      <meta property="og:type" content={ogType(data)} />
      {meta.description ? <meta property="og:description" content={meta.description} /> : null}
      {isPublic && site.publicUrl !== null ? (
        <Addresses data={data} meta={meta} portal={site.publicUrl} />
      ) : null}
    </>
  );
}

/** A page for other pages' frames is itself no place to find, but what it shows there may be. */
function Robots({ data, isIndexed }: { data: PageData; isIndexed: boolean }) {
  if (isIndexed) return null;
  const isEmbed = data.page === 'embed' && !data.talk.isSample;
  return <meta name="robots" content={isEmbed ? 'noindex, indexifembedded' : 'noindex'} />;
}

function ogType({ page }: PageData): string {
  if (page === 'talk') return 'video.other';
  return page === 'speaker' ? 'profile' : 'website';
}

function Addresses({ data, meta, portal }: { data: PageData; meta: PageMeta; portal: string }) {
  const reader = useReader();
  const { language, location } = reader;
  const here = canonicalOf(location, data);
  const inTongue = (tag: UiLanguage) => portal + (tag === uiLanguages[0] ? here : inLanguage(here, tag));
  const image = meta.imageUrl === null ? null : portal + meta.imageUrl;
  const blocks = meta.isIndexed ? structuredData(data, reader, portal) : [];
  return (
    <>
      <link rel="canonical" href={inTongue(language)} />
      {uiLanguages.map((tag) => (
        <link key={tag} rel="alternate" hrefLang={tag} href={inTongue(tag)} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={portal + here} />
      <meta property="og:url" content={inTongue(language)} />
      <meta property="og:locale" content={territoryOf(language)} />
      {uiLanguages
        .filter((tag) => tag !== language)
        .map((tag) => (
          <meta key={tag} property="og:locale:alternate" content={territoryOf(tag)} />
        ))}
      {image ? <meta property="og:image" content={image} /> : null}
      {image && meta.title ? <meta property="og:image:alt" content={meta.title} /> : null}
      {data.page === 'talk' ? (
        <TalkCardMeta talk={data.talk} portal={portal} image={image} />
      ) : (
        <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />
      )}
      {blocks.map((block) => (
        <JsonScript key={block['@type']} data={{ '@context': 'https://schema.org', ...block }} isLinkedData />
      ))}
    </>
  );
}

interface TalkProps {
  talk: Talk;
  portal: string;

  image: string | null;
}

/** The talk as something to play inside a chat or another page. */
function TalkCardMeta({ talk, portal, image }: TalkProps) {
  const video = videoOf(talk);
  if (video === null) return <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />;
  const player = portal + paths.embed(talk.slug);
  const oembed = (format: string) => `${portal}${paths.oembed(portal + paths.talk(talk.slug), format)}`;
  const { width, height } = embedSize;
  return (
    <>
      <meta property="og:video" content={player} />
      <meta property="og:video:secure_url" content={player} />
      <meta property="og:video:type" content="text/html" />
      <meta property="og:video:width" content={String(width)} />
      <meta property="og:video:height" content={String(height)} />
      <meta property="video:duration" content={String(Math.round(video.durationMs / 1000))} />
      {talk.publishedAt ? <meta property="video:release_date" content={talk.publishedAt} /> : null}
      {talk.tags.map((tag) => (
        <meta key={tag.slug} property="video:tag" content={tag.name} />
      ))}
      <meta name="twitter:card" content={image ? 'player' : 'summary'} />
      {image ? (
        <>
          <meta name="twitter:image" content={image} />
          <meta name="twitter:player" content={player} />
          <meta name="twitter:player:width" content={String(width)} />
          <meta name="twitter:player:height" content={String(height)} />
        </>
      ) : null}
      {['json', 'xml'].map((format) => (
        <link
          key={format}
          rel="alternate"
          type={format === 'json' ? 'application/json+oembed' : 'text/xml+oembed'}
          href={oembed(format)}
          title={talk.title}
        />
      ))}
    </>
  );
}

/** The address under which a page is to be known, without its language. */
function canonicalOf(location: string, data: PageData): string {
  if (data.page === 'embed') return paths.talk(data.talk.slug);
  return oneThing.has(data.page) ? (location.split('?')[0] ?? location) : location;
}

/** A language with its territory, as Open Graph writes it: `en_GB`. */
function territoryOf(tag: UiLanguage): string {
  const { language, region } = new Intl.Locale(allWords[tag].language.locale).maximize();
  return `${language}_${region}`;
}
