import type { ImportEntry, ImportOutcome, ImportReport } from '../catalogue/write/import-report.ts';

const outcomes: readonly ImportOutcome[] = ['created', 'changed', 'skipped', 'unchanged'];

/** What an import did, in lines: each thing created, changed or skipped, then the numbers. */
export function reportLines(report: ImportReport): string[] {
  const lines = report.entries
    .filter((entry) => entry.outcome !== 'unchanged' || entry.kept.length > 0)
    .flatMap(entryLines);
  const talks = report.entries.filter((entry) => entry.what === 'talk');
  const counts = outcomes.map(
    (outcome) => `${outcome} ${talks.filter((entry) => entry.outcome === outcome).length}`,
  );
  return [...lines, `Talks: ${counts.join(', ')}`];
}

function entryLines(entry: ImportEntry): string[] {
  const fields = entry.fields.length > 0 ? `: ${entry.fields.join(', ')}` : '';
  const slug = entry.slug === null ? '' : ` (${entry.slug})`;
  const lines = [`${entry.outcome.padEnd(9)} ${entry.what} “${entry.title}”${slug}${fields}`];
  if (entry.kept.length > 0) lines.push(`          kept as edited by hand: ${entry.kept.join(', ')}`);
  return [...lines, ...entry.notes.map((note) => `          ${note}`)];
}
