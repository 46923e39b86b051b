import type { StagedTalk } from '../staged-programme.ts';
import { foldedWords } from '../text/fold.ts';
import type { StoredTalk } from './snapshot.ts';

/** Which stored talk a staged one is; `problem` says in a sentence why it cannot be taken. */
export interface Pair {
  staged: StagedTalk;
  stored: StoredTalk | null;
  problem: string | null;
}

/**
 * Pairs the talks of a file with those of its conference: by guid; then by the id in their source, together with the start
 * where one id stands for several; then by title and day, where the stored talk is known to no source. Every stored talk is
 * given once; what repeats another event of the file has a problem.
 */
export function pairTalks(staged: readonly StagedTalk[], stored: readonly StoredTalk[]): Pair[] {
  const repeats = createRepeatFinder();
  const pairs: Pair[] = staged.map((talk) => ({ staged: talk, stored: null, problem: repeats(talk) }));
  const taken = new Set<StoredTalk>();

  const pass = (
    keysOf: (talk: StagedTalk) => readonly string[],
    storedKeysOf: (talk: StoredTalk) => readonly string[],
    isUnique = false,
  ) => {
    const known = new Map<string, StoredTalk[]>();
    for (const talk of stored) {
      if (taken.has(talk)) continue;
      for (const key of storedKeysOf(talk)) known.set(key, [...(known.get(key) ?? []), talk]);
    }
    const asked = new Map<string, number>();
    const open = pairs.filter((pair) => pair.stored === null && pair.problem === null);
    if (isUnique)
      for (const pair of open)
        for (const key of keysOf(pair.staged)) asked.set(key, (asked.get(key) ?? 0) + 1);
    for (const pair of open) {
      for (const key of keysOf(pair.staged)) {
        const found = (known.get(key) ?? []).filter((talk) => !taken.has(talk));
        if (found[0] === undefined || (isUnique && (found.length > 1 || asked.get(key) !== 1))) continue;
        pair.stored = found[0];
        taken.add(found[0]);
        break;
      }
    }
  };

  pass(
    ({ guid }) => (guid === undefined ? [] : [guid]),
    ({ record }) => [record.guid],
  );
  pass(
    (talk) => sourceKeys(talk).map((key) => `${key} ${talk.slots?.[0]?.startMs ?? ''}`),
    (talk) => storedSourceKeys(talk).map((key) => `${key} ${talk.slots[0]?.start_ms ?? ''}`),
  );
  pass(sourceKeys, storedSourceKeys, true);
  pass(titleKeys, (talk) => (talk.sources.length > 0 ? [] : storedTitleKeys(talk)));
  // A file that names neither guids nor ids, such as a table, knows its talks by nothing else.
  pass((talk) => (isNamed(talk) ? [] : titleKeys(talk)), storedTitleKeys);
  return pairs;
}

/** Tells, event by event, which earlier one of the file each repeats. */
function createRepeatFinder(): (talk: StagedTalk) => string | null {
  const seen = new Map<string, string>();
  return (talk) => {
    const start = talk.slots?.[0]?.startMs ?? '';
    const keys = talk.guid
      ? [`guid ${talk.guid}`]
      : (talk.sources?.length ?? 0) > 0
        ? sourceKeys(talk).map((key) => `source ${key} ${start}`)
        : titleKeys(talk).map((key) => `title ${key}`);
    const earlier = keys.map((key) => seen.get(key)).find((at) => at !== undefined);
    if (earlier !== undefined) return `${talk.at} repeats ${earlier}.`;
    for (const key of keys) seen.set(key, talk.at);
    return null;
  };
}

function isNamed(talk: StagedTalk): boolean {
  return talk.guid !== undefined || (talk.sources?.length ?? 0) > 0;
}

function sourceKeys(talk: StagedTalk): string[] {
  return (talk.sources ?? []).map(({ source, id }) => `${source} ${id}`);
}

function storedSourceKeys(talk: StoredTalk): string[] {
  return talk.sources.map(({ source, source_id }) => `${source} ${source_id}`);
}

function titleKeys(talk: StagedTalk): string[] {
  const day = talk.slots?.[0]?.day ?? '';
  return Object.values(talk.texts).map(({ title }) => `${day} ${titleSortKey(title)}`);
}

function storedTitleKeys(talk: StoredTalk): string[] {
  const day = talk.slots[0]?.day ?? '';
  return [...talk.texts.values()].map(({ sort_key }) => `${day} ${sort_key}`);
}

/** A title as it is sorted and compared. */
export function titleSortKey(title: string): string {
  return foldedWords(title) || title;
}
