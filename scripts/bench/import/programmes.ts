import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countEvents } from './programmes/count-events.ts';
import { type ImportOutcome, type ImportPortal, startImportPortal } from './programmes/import-portal.ts';
import { type LoadReport, startLoad } from './programmes/paced-load.ts';

/** A figure with its limit. */
export interface Figure {
  figure: string;
  must: string;
  measured: string;
  holds: boolean;
}

/** What became of one file, imported twice. */
interface Tried {
  file: string;
  events: number | null;
  first: ImportOutcome;
  second: ImportOutcome;
}

const mostMs = 3000;
const perSecond = 100;
const mostP99Ms = 100;

/**
 * Imports every programme of the corpus into the real server, twice, and the largest once more while pages are asked for.
 * @param o.corpusDir folder with `schedules/`; CORPUS_DIR unless given
 */
export async function benchProgrammes(o: {
  log: (line: string) => void;
  corpusDir?: string;
}): Promise<Figure[]> {
  const corpusDir = o.corpusDir ?? process.env.CORPUS_DIR;
  if (!corpusDir) throw new Error('CORPUS_DIR must name the folder with the programmes.');
  const folder = join(corpusDir, 'schedules');
  const files = readdirSync(folder)
    .filter((name) => /\.(xml|json)$/.test(name))
    .sort();
  const sizeBytes = (name: string) => statSync(join(folder, name)).size;
  const largest = files.reduce((one, other) => (sizeBytes(other) > sizeBytes(one) ? other : one));
  const tried = await withPortal(async (portal) => {
    const all: Tried[] = [];
    for (const file of files) {
      const one = await tryFile(portal, folder, file);
      o.log(wordsOf(one));
      all.push(one);
    }
    return all;
  });
  const load = await withPortal((portal) => importUnderLoad(portal, folder, largest));
  o.log(`${largest} under load: ${loadWords(load)}`);
  return [...figuresOf(tried), figureOf(largest, load)];
}

async function withPortal<T>(work: (portal: ImportPortal) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-bench-programmes-'));
  const portal = await startImportPortal(dataDir);
  try {
    return await work(portal);
  } finally {
    await portal.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function tryFile(portal: ImportPortal, folder: string, file: string): Promise<Tried> {
  const bytes = () => new Uint8Array(readFileSync(join(folder, file)));
  const events = countEvents(Buffer.from(bytes()).toString(), file);
  return {
    ...{ file, events },
    first: await portal.importFile(bytes(), file),
    second: await portal.importFile(bytes(), file),
  };
}

/** Other conferences are in the library already: the pages asked for are theirs, and the lists. */
async function importUnderLoad(portal: ImportPortal, folder: string, file: string): Promise<LoadReport> {
  const pages = [
    '/',
    '/speakers',
    '/conferences/linux-containers-2015',
    ...portal.slugs.map((slug) => `/talks/${slug}`),
  ];
  const urls = pages.map((path) => `${portal.url}${path}`);
  for (const url of urls) await (await fetch(url)).text();
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const stop = startLoad({ urls, perSecond });
  const outcome = await portal.importFile(bytes, file);
  const report = await stop();
  if ('refusal' in outcome) throw new Error(`${file} was refused: ${outcome.refusal}`);
  return report;
}

/** Every event of the file is a talk now: made, or one that an earlier file had brought. */
function isWhole({ events, first }: Tried): boolean {
  if ('refusal' in first) return first.refusal.trim() !== '';
  const taken = ['created', 'changed', 'moved', 'unchanged'];
  const made = first.applied.conferences
    .flatMap(({ talks }) => taken.map((outcome) => talks[outcome] ?? 0))
    .reduce((sum, count) => sum + count, 0);
  return events !== null && events > 0 && made === events;
}

function isUnchanged({ second }: Tried): boolean {
  if ('refusal' in second) return true;
  return second.staged.programmes.every(({ entries }) => {
    const { unchanged: _same, skipped: _skipped, ...rest } = entries;
    return Object.values(rest).every((count) => count === 0);
  });
}

function figuresOf(tried: readonly Tried[]): Figure[] {
  const whole = tried.filter(isWhole);
  const refused = tried.filter(({ first }) => 'refusal' in first);
  const slowest = tried.reduce((one, other) => (other.first.ms > one.first.ms ? other : one));
  const same = tried.filter(isUnchanged);
  return [
    {
      figure: 'programmes imported whole, or refused in a sentence',
      must: `all ${tried.length}`,
      measured: `${whole.length - refused.length} whole, ${refused.length} refused`,
      holds: whole.length === tried.length,
    },
    {
      figure: 'each programme, read, compared and written',
      must: 'under 3.00 s',
      measured: `${(slowest.first.ms / 1000).toFixed(2)} s at most (${slowest.file})`,
      holds: slowest.first.ms < mostMs,
    },
    {
      figure: 'imported a second time',
      must: 'changes nothing',
      measured: `${same.length} of ${tried.length} unchanged`,
      holds: same.length === tried.length,
    },
  ];
}

function figureOf(file: string, load: LoadReport): Figure {
  return {
    figure: `${perSecond} page requests a second while ${file} is imported`,
    must: `p99 under ${mostP99Ms} ms`,
    measured: loadWords(load),
    holds: load.failures === 0 && load.p99Ms < mostP99Ms,
  };
}

function loadWords({ requests, failures, p50Ms, p99Ms, maxMs }: LoadReport): string {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  const failed = failures === 0 ? '' : `, ${failures} failed`;
  return `p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)}, longest ${ms(maxMs)} (${requests} requests${failed})`;
}

function wordsOf(one: Tried): string {
  const { file, first, events } = one;
  const seconds = `${(first.ms / 1000).toFixed(2)} s`;
  if ('refusal' in first) return `${file}: refused in ${seconds}: ${first.refusal}`;
  const counts = first.applied.conferences.map(({ talks }) =>
    Object.entries(talks)
      .filter(([, count]) => count > 0)
      .map(([outcome, count]) => `${outcome} ${count}`)
      .join(', '),
  );
  const again = isUnchanged(one) ? 'again: nothing' : 'again: CHANGES';
  return `${file}: ${events} events, ${counts.join('; ')} in ${seconds}, ${again}, ${first.staged.oddityCount} oddities`;
}
