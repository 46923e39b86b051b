import type { UiLanguage } from './languages.ts';
import type { Choice, ConferenceListing, LetterChoice, TalkListing } from './listing.ts';
import type { Passage } from './passages.ts';
import type {
  Conference,
  ConferenceCard,
  SearchResult,
  Speaker,
  SpeakerCard,
  Talk,
  TalkCard,
} from './wire.ts';

/** What every page is told about the portal and its reader. `paragraphs` texts are plain text, blank-line separated. */
export interface SiteInfo {
  name: string;
  tagline: string | null;
  hasImprint: boolean;
  hasContact: boolean;
  publicUrl: string | null;
}

/** The data of one viewer page: a union that the table of pages maps to a React component each. */
export type PageData =
  | {
      page: 'home';
      newest: TalkCard[];
      processing: TalkCard[];
      conferences: ConferenceCard[];
      conferenceCount: number;
      /** Subjects with the most talks. */
      topics: Choice[];
      speakerCount: number;
      talkCount: number;
    }
  | {
      page: 'conferences';
      /** Those of this page. */
      conferences: ConferenceCard[];
      foundCount: number;
      pageNumber: number;
      pageCount: number;
    }
  /** With the talks that are shown on this page. */
  | { page: 'conference'; conference: Conference; listing: ConferenceListing }
  | ({ page: 'talks' } & TalkListing)
  | { page: 'topics'; topics: Choice[] }
  | { page: 'talk'; talk: Talk; startSeconds: number | null }
  /** A talk inside other people's pages. */
  | { page: 'embed'; talk: Talk; startSeconds: number | null }
  | {
      page: 'transcript';
      talk: Talk;
      /** Its name in addresses, its language, and what people call it. */
      track: { key: string; language: string | null; label: string };
      passages: Passage[];
    }
  | {
      page: 'speakers';
      speakers: SpeakerCard[];
      query: string;
      speakerCount: number;
      /** Empty where all speakers are on this page. */
      letters: LetterChoice[];
      pageNumber: number;
      hasMore: boolean;
    }
  | { page: 'speaker'; speaker: Speaker }
  | {
      page: 'search';
      query: string;
      filters: { conference?: string; language?: string; tag?: string };
      result: SearchResult | null;
    }
  | { page: 'kept' }
  /** `text` null: the operator wrote none, and the pages bring one of their own. */
  | { page: 'text'; kind: 'imprint' | 'privacy' | 'contact'; text: string | null }
  /** What the service worker shows without a line. */
  | { page: 'offline' }
  | { page: 'organize'; isSignedIn: boolean }
  | { page: 'error'; status: number };

/** Everything a render needs: pure input, so the same request renders the same bytes (stable ETag). */
export interface PageProps {
  site: SiteInfo;
  language: UiLanguage;
  /** Path and query of the page without `lang`, for the language links. */
  location: string;
  data: PageData;
  /** Why it is not what everybody sees: a draft, for its organizers; unlisted, for whoever has the address. */
  notice?: 'draft' | 'unlisted';
}

/** Addresses of the built files that a page links to. */
export interface PageAssets {
  /** Text of the classic script that applies the kept theme before the first paint: some hundred bytes, in the page itself. */
  themeCode: string;
  /** Module of every page: theme choice, search suggestions. */
  pageScript: string;
  /** Module of the talk page: mounts the player. */
  talkScript: string;
  talkStyles: string[];
  /** Module of a talk inside other people's pages: mounts the player when it is wanted. */
  embedScript: string;
  /** Module of the organizers' pages, and its styles. */
  organizeScript: string;
  organizeStyles: string[];
  styles: string[];
  /** Faces of the Japanese family, for pages that have Japanese text. */
  japaneseStyles: string[];
}

/** The renderer that the client's build exports: pure, so the same props give the same bytes. */
export type RenderPage = (props: PageProps, assets: PageAssets) => Promise<string>;
