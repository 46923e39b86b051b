import type { z } from 'zod';
import type { UiLanguage } from '#server/contract/languages.ts';
import type { Choice, LetterChoice, TalkListing } from '#server/contract/listing.ts';
import type { PageData } from '#server/contract/pages.ts';
import type { TranscriptCue } from '#server/contract/passages.ts';
import type { searchQuerySchema } from '#server/contract/schemas.ts';
import type { Recording, SearchResult, Speaker, SpeakerCard, Talk } from '#server/contract/wire.ts';
import type { Actor } from '#server/features/accounts/actor.ts';
import type { ListingQuery } from '#server/features/catalogue/read/conference-listing.ts';
import type { ListedConference } from '#server/features/catalogue/read/conferences.ts';
import type { TalkListingQuery } from '#server/features/catalogue/read/talk-listing.ts';
import type { Site } from './site.ts';

/** What the pages read, as the features offer it: public content only, in the reader's language. */
export interface PageSources {
  site: Site;
  catalogue: {
    home(language: UiLanguage): Omit<Extract<PageData, { page: 'home' }>, 'page'>;
    conferencePage(
      language: UiLanguage,
      pageNumber: number,
    ): Omit<Extract<PageData, { page: 'conferences' }>, 'page'>;
    conferenceListing(slug: string, language: UiLanguage, query: ListingQuery): ListedConference | null;
    talkListing(language: UiLanguage, query: TalkListingQuery): TalkListing | null;
    topics(limit: number): Choice[];
    counts(): { talks: number; speakers: number };
    talk(
      slug: string,
      language: UiLanguage,
    ): { kind: 'found'; talk: Talk; isListed: boolean } | { kind: 'moved'; slug: string } | null;
    /** The present slug of a conference that had this one. */
    movedConference(slug: string): string | null;
    /** Drafts, for those who organize them; null for everybody else. */
    previews: {
      talk(slug: string, language: UiLanguage, actor: Actor | null): Talk | null;
      conference(
        slug: string,
        language: UiLanguage,
        query: ListingQuery,
        actor: Actor | null,
      ): ListedConference | null;
      speaker(slug: string, language: UiLanguage, actor: Actor | null): Speaker | null;
    };
    speakersFiled(
      language: UiLanguage,
      asked: { letter: string | null; pageNumber: number },
    ): { speakers: SpeakerCard[]; letters: LetterChoice[]; pageNumber: number; hasMore: boolean };
    listSpeakers(query: { q: string; language: UiLanguage; limit: number }): { items: SpeakerCard[] };
    speaker(
      slug: string,
      language: UiLanguage,
    ): { kind: 'found'; speaker: Speaker } | { kind: 'moved'; slug: string } | null;
    /** Grows with every change that a viewer could see. */
    revision(): number;
  };
  transcripts: {
    /** The words of a recording in one of its caption tracks; null where there is no such track. */
    of(
      recording: Recording,
      o: { key: string | null; spokenLanguage: string | null },
    ): { key: string; language: string | null; label: string; cues: TranscriptCue[] } | null;
  };
  /** A second of the timeline of one edit of a recording, on that of another. */
  moments: { mapped(o: { recordingId: string; seconds: number; from: number; to: number }): number };
  /** Changes when pages that show counts of views are to be made anew. */
  views: { shownAs(): number };
  search: { search(query: z.infer<typeof searchQuerySchema>, language: UiLanguage): SearchResult };
}
