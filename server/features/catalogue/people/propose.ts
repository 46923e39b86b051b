import { setImmediate } from 'node:timers/promises';
import type { Db } from '#server/db/open.ts';
import { type Likeness, likeness, meetingKeys, type NameParts, partsOfName } from './same-person.ts';
import type { PeopleStore } from './store.ts';

const batch = 200;
const writtenTogether = 100;
const checkEveryMs = 15_000;
/** A key under which so many meet says nothing of any of them. */
const mostUnderOneKey = 200;

/**
 * Compares all speakers with each other and proposes those who may be one person, in slices beside requests: after imports
 * and edits, and once at the start. What people decided stays as it is.
 */
export function createProposals(o: {
  db: Db;
  store: PeopleStore;
  onFailed: (error: unknown) => void;
  now?: () => number;
}) {
  const { db, store, now = Date.now } = o;
  let freshFor: string | null = null;
  let underWay: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const readNames = async () => {
    const people = new Map<number, NameParts[]>();
    const meetings = new Map<string, Set<number>>();
    for (let after = 0; ; ) {
      const rows = store.names(after, batch);
      for (const { id, names } of rows) {
        const parts = (JSON.parse(names) as string[]).map(partsOfName); // made by json_group_array of names
        people.set(id, parts);
        for (const key of new Set(parts.flatMap(meetingKeys)))
          meetings.set(key, (meetings.get(key) ?? new Set()).add(id));
      }
      after = rows.at(-1)?.id ?? after;
      await setImmediate();
      if (rows.length < batch) return { people, meetings };
    }
  };

  const run = async () => {
    const mark = store.mark();
    const { people, meetings } = await readNames();
    const found = new Map<string, { a: number; b: number; like: Likeness }>();
    let compared = 0;
    for (const ids of meetings.values()) {
      if (ids.size < 2 || ids.size > mostUnderOneKey) continue;
      for (const [a, b] of pairsOf([...ids])) {
        compared++;
        if (compared % batch === 0) await setImmediate();
        const key = `${a} ${b}`;
        const like = found.has(key) ? null : bestLikeness(people.get(a) ?? [], people.get(b) ?? []);
        if (like !== null) found.set(key, { a, b, like });
      }
    }
    const pairs = [...found.values()];
    for (let from = 0; from < pairs.length; from += writtenTogether) {
      if (isStopped) return;
      db.transaction(() => {
        for (const { a, b, like } of pairs.slice(from, from + writtenTogether)) {
          if (store.areTogether(a, b)) found.delete(`${a} ${b}`);
          else
            store.propose(
              { speaker_id: a, other_id: b, score: like.score, reason: JSON.stringify({ kind: like.kind }) },
              now(),
            );
        }
      }).immediate();
      await setImmediate();
    }
    db.transaction(() => {
      for (const { speaker_id, other_id } of store.openPairs())
        if (!found.has(`${speaker_id} ${other_id}`)) store.drop(speaker_id, other_id);
    }).immediate();
    freshFor = mark;
  };

  /** Compares again where something changed; two callers at once wait for the same run. */
  const ensureFresh = async (): Promise<void> => {
    if (freshFor === store.mark()) return;
    underWay ??= run().finally(() => {
      underWay = null;
    });
    await underWay;
  };

  return {
    ensureFresh,
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

function* pairsOf(ids: readonly number[]): Generator<[number, number]> {
  for (const [at, a] of ids.entries()) for (const b of ids.slice(at + 1)) yield a < b ? [a, b] : [b, a];
}

function bestLikeness(a: readonly NameParts[], b: readonly NameParts[]): Likeness | null {
  let best: Likeness | null = null;
  for (const one of a)
    for (const other of b) {
      const found = likeness(one, other);
      if (found !== null && found.score > (best?.score ?? 0)) best = found;
    }
  return best;
}
