import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMatch } from '#server/features/recordings/matching/score/find-match.ts';
import {
  createIndexBuilder,
  type FoldedTalk,
  foldTalk,
} from '#server/features/recordings/matching/score/match-index.ts';
import { randomFrom } from './matching/random.ts';
import { readTruth, type Truth } from './matching/read-truth.ts';

/** A figure with its limit. */
interface Figure {
  figure: string;
  must: string;
  measured: string;
  holds: boolean;
}

/** What became of the files of one programme. */
interface Tally {
  files: number;
  right: number;
  accepted: number;
  acceptedWrongly: number;
}

const seeds = [11, 23, 42, 97, 2026];

/**
 * Measures how well recordings find their talks by their paths alone: with whole programmes, and with a random fifth of
 * the talks taken out of them.
 * @param o.corpusDir folder with `schedules/NAME-recordings.tsv` and `schedules/NAME.xml`; CORPUS_DIR unless given
 * @param o.names which of them; all unless given
 */
export async function benchMatching(o: {
  log: (line: string) => void;
  corpusDir?: string;
  names?: readonly string[];
}): Promise<Figure[]> {
  const corpusDir = o.corpusDir ?? process.env.CORPUS_DIR;
  if (corpusDir === undefined) throw new Error('CORPUS_DIR is not set: there are no recordings to match.');
  const names = o.names ?? namesIn(corpusDir);
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-matching-'));
  try {
    return judged(names, (name) => readTruth({ corpusDir, name, dataDir: join(folder, name) }), o.log);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Programmes whose recordings are known. */
export function namesIn(corpusDir: string): string[] {
  const ending = '-recordings.tsv';
  return readdirSync(join(corpusDir, 'schedules'))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

function judged(
  names: readonly string[],
  read: (name: string) => Truth,
  log: (line: string) => void,
): Figure[] {
  const whole: Array<Tally & { name: string }> = [];
  let missing = { files: 0, accepted: 0 };
  let elapsedMs = 0;
  let largest = 0;
  for (const name of names) {
    const truth = read(name);
    const folded = truth.candidates.map(foldTalk);
    const start = performance.now();
    const tally = { name, ...matchAll(folded, truth) };
    elapsedMs += performance.now() - start;
    largest = Math.max(largest, truth.files.length);
    whole.push(tally);
    const gone = seeds.map((seed) => matchMissing(folded, truth, seed));
    missing = {
      files: missing.files + gone.reduce((sum, { files }) => sum + files, 0),
      accepted: missing.accepted + gone.reduce((sum, { accepted }) => sum + accepted, 0),
    };
    log(
      `${name}: ${tally.files} files, ${truth.candidates.length} talks; right at first place ${percent(tally.right, tally.files)}, ` +
        `accepted ${percent(tally.accepted, tally.files)}, wrongly ${tally.acceptedWrongly}`,
    );
  }
  const sum = (of: (tally: Tally) => number) => whole.reduce((all, tally) => all + of(tally), 0);
  const leastRight = Math.min(...whole.map((tally) => tally.right / tally.files));
  const leastAccepted = Math.min(...whole.map((tally) => tally.accepted / tally.files));
  const files = sum((tally) => tally.files);
  const accepted = sum((tally) => tally.accepted);
  const wrongly = sum((tally) => tally.acceptedWrongly);
  return [
    {
      figure: 'recordings whose talk is at first place, worst year',
      must: 'at least 95%',
      measured: `${percent(leastRight, 1)} (${percent(
        sum((tally) => tally.right),
        files,
      )} of all ${files})`,
      holds: leastRight >= 0.95,
    },
    {
      figure: 'recordings accepted without a question',
      must: 'at least 90% of all, 80% in each year',
      measured: `${percent(accepted, files)}, worst year ${percent(leastAccepted, 1)}`,
      holds: accepted / files >= 0.9 && leastAccepted >= 0.8,
    },
    {
      figure: 'recordings accepted wrongly',
      must: 'none',
      measured: `${wrongly} of ${accepted}`,
      holds: wrongly === 0,
    },
    {
      figure: 'recordings of missing talks accepted, a random fifth of the talks taken out',
      must: 'at most 1%',
      measured: `${percent(missing.accepted, missing.files)} (${missing.accepted} of ${missing.files}, ${seeds.length} seeds)`,
      holds: missing.accepted <= 0.01 * missing.files,
    },
    {
      figure: 'time to match all recordings with their programmes',
      must: 'at most 5 ms each',
      measured: `${(elapsedMs / files).toFixed(2)} ms each (${(elapsedMs / 1000).toFixed(1)} s for ${files}; at most ${largest} in one programme)`,
      holds: elapsedMs / files <= 5,
    },
  ];
}

function matchAll(folded: readonly FoldedTalk[], { files }: Truth): Tally {
  const index = indexOf(folded);
  const tally = { files: files.length, right: 0, accepted: 0, acceptedWrongly: 0 };
  for (const { path, talkId } of files) {
    const { kind, best } = findMatch(index, { path, durationMs: null });
    const isRight = best[0]?.talkId === talkId;
    if (isRight) tally.right++;
    if (kind !== 'sure') continue;
    tally.accepted++;
    if (!isRight) tally.acceptedWrongly++;
  }
  return tally;
}

function matchMissing(folded: readonly FoldedTalk[], { files }: Truth, seed: number) {
  const random = randomFrom(seed);
  const gone = new Set(folded.filter(() => random() < 0.2).map(({ candidate }) => candidate.talkId));
  const index = indexOf(folded.filter(({ candidate }) => !gone.has(candidate.talkId)));
  const missing = files.filter(({ talkId }) => gone.has(talkId));
  const accepted = missing.filter(({ path }) => findMatch(index, { path, durationMs: null }).kind === 'sure');
  return { files: missing.length, accepted: accepted.length };
}

function indexOf(folded: readonly FoldedTalk[]) {
  const builder = createIndexBuilder();
  for (const talk of folded) builder.add(talk);
  return builder.index();
}

function percent(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${((part / whole) * 100).toFixed(1)}%`;
}
