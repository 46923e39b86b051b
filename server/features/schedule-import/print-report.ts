import {
  countOutcomes,
  type ImportEntry,
  type ImportOutcome,
  type ImportReport,
} from '../catalogue/write/import-report.ts';

/** Said always; the others only where there are any. */
const always: readonly ImportOutcome[] = ['created', 'changed', 'skipped', 'unchanged'];
const sometimes: readonly ImportOutcome[] = ['moved', 'withdrawn', 'declined'];

/** What an import did, in lines: each thing created, changed, moved, withdrawn or skipped, then the numbers. */
export function reportLines(report: Pick<ImportReport, 'entries'>): string[] {
  const lines = report.entries
    .filter((entry) => entry.outcome !== 'unchanged' || entry.kept.length > 0)
    .flatMap(entryLines);
  return [...lines, countLine(report.entries)];
}

/** The numbers of an import in one line. */
export function countLine(entries: readonly ImportEntry[]): string {
  const counts = countOutcomes(entries);
  const told = [...always, ...sometimes.filter((outcome) => counts[outcome] > 0)];
  return `Talks: ${told.map((outcome) => `${outcome} ${counts[outcome]}`).join(', ')}`;
}

function entryLines(entry: ImportEntry): string[] {
  const fields = entry.fields.length > 0 ? `: ${entry.fields.join(', ')}` : '';
  const slug = entry.slug === null ? '' : ` (${entry.slug})`;
  const lines = [`${entry.outcome.padEnd(9)} ${entry.what} “${entry.title}”${slug}${fields}`];
  if (entry.kept.length > 0) lines.push(`          kept as edited by hand: ${entry.kept.join(', ')}`);
  return [...lines, ...entry.notes.map((note) => `          ${note}`)];
}
