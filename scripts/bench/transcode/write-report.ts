import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatReport, type Report, replaceBetween } from './report.ts';

/** What stands around the figures in the README. */
const mark = 'bench transcode';

/** Puts a report into the README, in place of the one before. @param readme another page with the marks */
export async function writeReport(
  report: Report,
  readme = join(import.meta.dirname, '../../../README.md'),
): Promise<void> {
  const page = await readFile(readme, 'utf8');
  await writeFile(readme, replaceBetween(page, mark, formatReport(report)));
}
