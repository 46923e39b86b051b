import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { TalkDirectory } from '../talk-directory.ts';
import { createIndexBuilder, foldTalk, type MatchIndex } from './score/match-index.ts';

/** Read and folded at once: a few milliseconds of work. */
const batch = 50;

/** Gives the talks of a conference, or with null all there are, ready to be matched with files. */
export type TalkIndexes = (conferenceId: number | null) => Promise<MatchIndex>;

/** Keeps the indexes that were asked for last; each is made once for each state of the catalogue, and requests go on meanwhile. */
export function createTalkIndexes(
  talks: Pick<TalkDirectory, 'matchCandidates' | 'candidatesRevision'>,
): TalkIndexes {
  const known = new LRUCache<number, { revision: number; index: Promise<MatchIndex> }>({ max: 8 });

  const make = async (conferenceId: number | null): Promise<MatchIndex> => {
    const builder = createIndexBuilder();
    let after = 0;
    for (;;) {
      const candidates = talks.matchCandidates({ conferenceId, after, limit: batch });
      for (const candidate of candidates) builder.add(foldTalk(candidate));
      after = candidates.at(-1)?.talkId ?? after;
      await setImmediate();
      if (candidates.length < batch) return builder.index();
    }
  };

  return (conferenceId) => {
    const revision = talks.candidatesRevision();
    const key = conferenceId ?? 0;
    const found = known.get(key);
    if (found?.revision === revision) return found.index;
    const index = make(conferenceId);
    known.set(key, { revision, index });
    index.catch(() => known.delete(key));
    return index;
  };
}
