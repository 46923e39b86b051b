import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '#server/kernel/errors.ts';
import { describeMachine } from '../machine.ts';
import { formatTable, row } from '../transcode/judged-row.ts';
import { replaceBetween } from '../transcode/report.ts';
import { benchMatching } from './matching.ts';
import { benchProgrammes, type Figure } from './programmes.ts';
import { benchUploads } from './uploads.ts';

export const importHelp = `Usage: npm run bench -- import [options]

Measures what organizers wait for: programmes imported, recordings matched by their paths, uploads.

Options:
  --only programmes|matching|uploads   one of the three
  --write                              put the figures into the README
  --help                               print this

Environment: CORPUS_DIR, the folder with the programmes and the recordings' names
Exit codes: 0 measured, 1 failed or a limit was missed, 2 wrong usage
`;

const parts: Readonly<Record<string, (o: { log: (line: string) => void }) => Promise<Figure[]>>> = {
  programmes: benchProgrammes,
  matching: benchMatching,
  uploads: benchUploads,
};

export interface ImportBenchOptions {
  only: string | null;
  writes: boolean;
}

/** Reads the arguments; null where help was asked for. @throws {AppError} `not_found` for a part that there is not */
export function readImportOptions(args: readonly string[]): ImportBenchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  if (values.only !== undefined && !Object.hasOwn(parts, values.only))
    throw new AppError('not_found', `--only is one of ${Object.keys(parts).join(', ')}.`);
  if (values.only !== undefined && values.write)
    throw new AppError('not_found', '--write goes with all parts: the README shows them together.');
  return { only: values.only ?? null, writes: values.write };
}

/** Measures, prints the table, and puts it into the README where asked to. @returns how many limits were missed */
export async function benchImport(
  o: ImportBenchOptions,
  out: { print: (text: string) => void; say: (sentence: string) => void },
): Promise<number> {
  const figures: Figure[] = [];
  for (const [name, bench] of Object.entries(parts)) {
    if (o.only !== null && o.only !== name) continue;
    out.say(`measuring ${name}`);
    figures.push(...(await bench({ log: out.say })));
  }
  const report = formatFigures(figures, {
    machine: describeMachine(),
    date: new Date().toISOString().slice(0, 10),
  });
  out.print(report);
  if (o.writes) {
    const readme = join(import.meta.dirname, '../../../README.md');
    await writeFile(readme, replaceBetween(await readFile(readme, 'utf8'), 'bench import', report));
  }
  return figures.filter(({ holds }) => !holds).length;
}

/** The figures as Markdown: what they were measured on, a table, the verdict. */
export function formatFigures(figures: readonly Figure[], o: { machine: string; date: string }): string {
  const rows = figures.map(({ figure, must, measured, holds }) =>
    row({ figure, must, ours: measured, verdict: holds ? 'met' : 'missed' }),
  );
  const missed = figures.filter(({ holds }) => !holds).length;
  const verdict =
    missed === 0 ? `All ${figures.length} limits held.` : `${missed} of ${figures.length} limits missed.`;
  return `${o.machine}; ${o.date}.\n\n${formatTable(rows)}\n\n${verdict}\n`;
}
