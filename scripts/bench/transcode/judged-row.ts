export type Verdict = 'met' | 'missed';

/** One line of a report, in words; null where a side has no such figure, or nothing is demanded. */
export interface Row {
  figure: string;
  must: string | null;
  ours: string;
  peerEncode: string | null;
  peerCopy: string | null;
  floor: string | null;
  verdict: Verdict | null;
}

/** A row with what it has; all else is empty. */
export function row(given: Pick<Row, 'figure' | 'ours'> & Partial<Row>): Row {
  return { must: null, peerEncode: null, peerCopy: null, floor: null, verdict: null, ...given };
}

/** Whether a figure is within its limit; one that is not known is not. */
export function judge(value: number | null, limit: { atMost: number } | { atLeast: number }): Verdict {
  if (value === null || Number.isNaN(value)) return 'missed';
  return ('atMost' in limit ? value <= limit.atMost : value >= limit.atLeast) ? 'met' : 'missed';
}

/** How many rows missed what they must. */
export function countMissed(rows: readonly Row[]): number {
  return rows.filter((one) => one.verdict === 'missed').length;
}

const columns = [
  ['figure', (one: Row) => one.figure],
  ['must', (one: Row) => one.must],
  ['ours', (one: Row) => one.ours],
  ['peer encode', (one: Row) => one.peerEncode],
  ['peer copy', (one: Row) => one.peerCopy],
  ['floor', (one: Row) => one.floor],
  ['verdict', (one: Row) => one.verdict],
] as const;

/** Rows as a Markdown table that reads as well on a terminal: columns padded to one width, empty ones left out. */
export function formatTable(rows: readonly Row[]): string {
  const shown = columns.filter(([, read]) => rows.some((one) => read(one) !== null));
  const cells = [shown.map(([name]) => name), ...rows.map((one) => shown.map(([, read]) => read(one) ?? ''))];
  const widths = shown.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const print = (line: readonly string[]) =>
    `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [print(head), rule, ...body.map(print)].join('\n');
}
