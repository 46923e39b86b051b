import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatReport, type Report, replaceBetween } from './report.ts';

const root = join(import.meta.dirname, '../../..');
/** What stands around the figures in the README. */
const mark = 'bench transcode';

/** Writes the report as a page of the documentation, and its text into the README between the marks. */
export async function writeReport(report: Report): Promise<void> {
  const text = formatReport(report);
  const page = join(root, 'docs/measurements/transcode.md');
  await mkdir(dirname(page), { recursive: true });
  await writeFile(
    page,
    `# The engine, measured\n\nMade by \`npm run bench -- transcode --write\`; [how](../measurements.md).\n\n${text}`,
  );
  const readme = join(root, 'README.md');
  await writeFile(readme, replaceBetween(await readFile(readme, 'utf8'), mark, text));
}
