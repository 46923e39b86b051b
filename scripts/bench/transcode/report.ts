import { megabytes } from '../numbers.ts';
import type { BenchInput } from './inputs.ts';
import { countMissed, formatTable, type Row } from './judged-row.ts';

/** What was measured on one input. */
export interface Section {
  input: BenchInput;
  rows: readonly Row[];
  /** Sentences that the table needs. */
  notes: readonly string[];
}

export interface Report {
  machine: string;
  ffmpeg: string;
  date: string;
  runs: number;
  sections: readonly Section[];
}

/** The report's head: what everything was measured on. */
export function formatHead({ machine, ffmpeg, date, runs }: Omit<Report, 'sections'>): string {
  const times = runs === 1 ? 'one run' : `medians of ${runs} runs, all sides in turn in each`;
  return `${machine}; ffmpeg ${ffmpeg}; ${date}; ${times}.`;
}

/** One input with its table and notes, as Markdown. */
export function formatSection({ input, rows, notes }: Section): string {
  const { codec, width, height, fps, durationMs } = input.picture;
  const length = durationMs === null ? '' : `${(durationMs / 1000).toFixed(1)} s, `;
  const facts = `${length}${width}x${height}, ${codec}, ${Number(fps.toFixed(2))} frames a second, ${megabytes(input.sizeBytes)}`;
  return [
    `**${input.name}**: ${facts}, SHA-256 ${input.sha256.slice(0, 12)}…`,
    formatTable(rows),
    ...(notes.length === 0 ? [] : [notes.join(' ')]),
  ].join('\n\n');
}

/** The last line: whether every limit held. */
export function formatVerdict(sections: readonly Section[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const judged = rows.filter((one) => one.verdict !== null).length;
  const missed = countMissed(rows);
  return missed === 0 ? `All ${judged} limits held.` : `${missed} of ${judged} limits missed.`;
}

/** The whole report as Markdown. */
export function formatReport(report: Report): string {
  const parts = [formatHead(report), ...report.sections.map(formatSection), formatVerdict(report.sections)];
  return `${parts.join('\n\n')}\n`;
}

/**
 * Puts a text between a page's two marks, in place of what stood there.
 * @throws where the page does not have both
 */
export function replaceBetween(page: string, mark: string, text: string): string {
  const [from, to] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [start, end] = [page.indexOf(from), page.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`The page has no place for ${mark}.`);
  return `${page.slice(0, start + from.length)}\n${text.trim()}\n${page.slice(end)}`;
}
