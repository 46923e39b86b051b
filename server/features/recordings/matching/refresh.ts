import { setImmediate } from 'node:timers/promises';
import type { Db } from '#server/db/open.ts';
import type { TalkDirectory } from '../talk-directory.ts';
import { findMatch } from './score/find-match.ts';
import type { SuggestionStore, UnmatchedRow } from './suggestion-store.ts';
import type { TalkIndexes } from './talk-indexes.ts';

/** Files looked at before requests get their turn: some 10 ms of work. */
const batch = 8;
const checkEveryMs = 5_000;

/**
 * Keeps the suggestions for recordings without a talk as new as the catalogue: made again when talks came, changed or went.
 */
export function createSuggestionRefresh(o: {
  db: Db;
  talks: Pick<TalkDirectory, 'candidatesRevision'>;
  indexes: TalkIndexes;
  suggestions: SuggestionStore;
  onFailed: (error: unknown) => void;
  now?: () => number;
}) {
  const { db, talks, indexes, suggestions, now = Date.now } = o;
  let freshFor: number | null = null;
  let underWay: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const matchOne = async ({ id, conference_id, arrived_as, duration_ms }: UnmatchedRow) => {
    const rejected = suggestions.rejected(id);
    const index = await indexes(conference_id);
    return {
      id,
      durationMs: duration_ms,
      match: findMatch(index, { path: arrived_as, durationMs: duration_ms, rejected }),
    };
  };

  const run = async () => {
    const revision = talks.candidatesRevision();
    let after = '';
    for (;;) {
      const rows = suggestions.unmatched(after, batch);
      const found: Awaited<ReturnType<typeof matchOne>>[] = [];
      for (const row of rows) found.push(await matchOne(row));
      if (isStopped) return;
      db.transaction(() => {
        for (const { id, durationMs, match } of found)
          suggestions.put(id, match, { durationMs, nowMs: now() });
      }).immediate();
      after = rows.at(-1)?.id ?? after;
      await setImmediate();
      if (rows.length < batch) break;
    }
    freshFor = revision;
  };

  /** Makes suggestions again where they may be old; two callers at once wait for the same run. */
  const ensureFresh = async (): Promise<void> => {
    if (freshFor === talks.candidatesRevision()) return;
    underWay ??= run().finally(() => {
      underWay = null;
    });
    await underWay;
  };

  return {
    ensureFresh,
    /** Looks for one recording again, after something was said about it. */
    async again(row: UnmatchedRow): Promise<void> {
      const { id, durationMs, match } = await matchOne(row);
      suggestions.put(id, match, { durationMs, nowMs: now() });
    },
    start(): void {
      timer = setInterval(() => ensureFresh().catch(o.onFailed), checkEveryMs);
      timer.unref();
    },
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(timer);
      await underWay?.catch(() => {});
    },
  };
}

export type SuggestionRefresh = ReturnType<typeof createSuggestionRefresh>;
