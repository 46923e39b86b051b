import type { UiLanguage } from '#server/contract/languages.ts';
import type { Choice } from '#server/contract/listing.ts';
import type { ConferenceCard, TalkCard } from '#server/contract/wire.ts';
import type { ListQuery } from './conferences.ts';
import type { LibraryStore } from './library-store.ts';
import type { TalkCards } from './talk-cards.ts';

const newestCount = 12;
const shownConferences = 9;
const shownTopics = 24;

export interface HomeData {
  newest: TalkCard[];
  processing: TalkCard[];
  conferences: ConferenceCard[];
  conferenceCount: number;
  topics: Choice[];
  speakerCount: number;
  talkCount: number;
}

/** Readers of what the home page shows. */
export function createHomeReaders(o: {
  store: LibraryStore;
  talkCards: TalkCards;
  listConferences: (query: ListQuery) => { items: ConferenceCard[] };
  conferenceCount: () => number;
  topics: (limit: number) => Choice[];
}) {
  let counted: { revision: number; talks: number; speakers: number } | null = null;

  /** Public talks and speakers; counted once for each revision of the library. */
  function counts(): { talks: number; speakers: number } {
    const revision = o.store.revision();
    if (counted?.revision !== revision) counted = { revision, ...o.store.counts() };
    return { talks: counted.talks, speakers: counted.speakers };
  }

  return {
    counts,

    /** Grows with every change that a viewer could see. */
    revision: () => o.store.revision(),

    /** Newest talks are those to watch; where there are none yet and none is on its way, the newest of any state. */
    home(language: UiLanguage): HomeData {
      const processing = o.store.processing(newestCount);
      const watchable = o.store.newestWatchable(newestCount);
      const hasSome = watchable.length + processing.length > 0;
      const { talks, speakers } = counts();
      return {
        newest: o.talkCards(hasSome ? watchable : o.store.newest(newestCount), language),
        processing: o.talkCards(processing, language),
        conferences: o.listConferences({ language, limit: shownConferences }).items,
        conferenceCount: o.conferenceCount(),
        topics: o.topics(shownTopics),
        speakerCount: speakers,
        talkCount: talks,
      };
    },
  };
}
