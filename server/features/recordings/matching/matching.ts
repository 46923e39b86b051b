import type { Matches } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import type { Events } from '#server/kernel/events.ts';
import type { Publication } from '../publication.ts';
import type { StandingStore } from '../standing-store.ts';
import type { TalkDirectory } from '../talk-directory.ts';
import { createDecide } from './decide.ts';
import { readMatches } from './matches.ts';
import { createMatchesStore } from './matches-store.ts';
import { createSuggestionRefresh } from './refresh.ts';
import type { SuggestionStore } from './suggestion-store.ts';
import type { TalkIndexes } from './talk-indexes.ts';

/** The capability "matching", wired: suggestions kept fresh, and what people decide about them. */
export function createMatching(deps: {
  db: Db;
  events: Events;
  talks: TalkDirectory;
  indexes: TalkIndexes;
  suggestions: SuggestionStore;
  standing: StandingStore;
  publication: Publication;
}) {
  const store = createMatchesStore(deps.db);
  const refresh = createSuggestionRefresh({
    ...deps,
    onFailed: (error) => deps.events.emit('library.disorder', { while: 'matching', error: String(error) }),
  });
  return {
    hasConference: store.hasConference,
    /** The programme and the recordings of a conference, with suggestions that are up to date. */
    async read(o: { conferenceId: number; language: string }): Promise<Matches> {
      await refresh.ensureFresh();
      return readMatches(store, o);
    },
    decide: createDecide({ ...deps, store, refresh }),
    start: refresh.start,
    stop: refresh.stop,
  };
}

export type Matching = ReturnType<typeof createMatching>;
