import { mkdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median, seconds } from '../numbers.ts';
import { readCount } from '../wrong-usage.ts';
import { type Outcome, tryDamaged } from './try-damaged.ts';
import { makeWholeFile, WHOLE_FILES } from './whole-files.ts';

export const damagedHelp = `Usage: npm run bench -- damaged [options]

Damages small files of many kinds (cut, bits flipped, headers swapped, zeroed, shuffled) and lets the engine work on
each: it must make versions that play through, or refuse the file in one sentence and leave nothing, no file and no
process, and never hang. What is damaged, and how, follows from the seed alone.

Options:
  --count N   how many files (500)
  --seed N    the first one's seed, the others' follow (1)
  --help      print this

Exit codes: 0 all as they must be, 1 some were not, 2 wrong usage
`;

/** Longer than this for two seconds of a small picture is a hang. */
const limitMs = 120_000;

/** Reads the arguments behind `damaged`; null where help was asked for. */
export function readDamagedOptions(args: readonly string[]): { count: number; seed: number } | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  return { count: readCount('--count', values.count), seed: readCount('--seed', values.seed) };
}

/**
 * Tries so many damaged files, as many at a time as there are cores.
 * @param o.say told of every tenth of the way, and of each fault at once
 */
export async function benchDamaged(o: {
  count: number;
  seed: number;
  folder: string;
  say: (sentence: string) => void;
}): Promise<Outcome[]> {
  const sources = await Promise.all(
    Object.keys(WHOLE_FILES).map(async (name) => {
      const dir = join(o.folder, `whole-${name}`);
      await mkdir(dir);
      return { name, whole: await readFile(await makeWholeFile(dir, name)) };
    }),
  );
  const dir = join(o.folder, 'damaged');
  await mkdir(dir);
  const outcomes: Outcome[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < o.count; index = next++) {
      const source = sources[index % sources.length];
      if (source === undefined) return;
      const outcome = await tryDamaged({ ...source, dir, seed: o.seed + index, limitMs });
      outcomes.push(outcome);
      for (const fault of outcome.faults) o.say(`fault      ${nameOf(outcome)}: ${fault}`);
      if (outcomes.length % Math.ceil(o.count / 10) === 0) o.say(`${outcomes.length} of ${o.count} tried`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return outcomes;
}

/** What became of them: a line for each kind of file, and one for all. */
export function formatOutcomes(outcomes: readonly Outcome[]): string {
  const lineOf = (name: string, some: readonly Outcome[]) => {
    const times = some.map((one) => one.tookMs);
    const refused = some.filter((one) => one.result === 'refused').length;
    const faulty = some.filter((one) => one.faults.length > 0).length;
    return [
      ...[name, `${some.length}`, `${some.length - refused}`, `${refused}`, `${faulty}`],
      ...[seconds(median(times)), seconds(Math.max(...times))],
    ];
  };
  const names = [...new Set(outcomes.map((one) => one.name))].sort();
  const rows = names.map((name) =>
    lineOf(
      name,
      outcomes.filter((one) => one.name === name),
    ),
  );
  const head = ['file', 'tried', 'play', 'refused', 'faulty', 'median', 'slowest'];
  const lines = [head, head.map(() => '---'), ...rows, lineOf('all', outcomes)];
  const widths = head.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) => `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`)
    .join('\n');
}

function nameOf({ name, kind, seed }: Outcome): string {
  return `${name}, ${kind}, seed ${seed}`;
}
