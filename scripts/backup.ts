import { parseArgs } from 'node:util';
import { backupLibrary } from '#server/features/library-care/backup.ts';
import { commandConfig } from './command/config.ts';
import { createProgressLine } from './command/progress-line.ts';
import { runCommand, usageError } from './command/run-command.ts';
import { sizeWords } from './command/size-words.ts';

const HELP = `Usage: npm run backup -- DIR

Copies the library into a new folder DIR/rostrum-TIME, while the portal runs or not: the database as it is at one
moment, and every original and version that it names. Recordings still being processed are in it, and are processed
again after a restore. Files that have not changed since the last backup in DIR are shared with it (hard links).

Not in it: files that wait in incoming/ and those in rejected/.

Options:
  --help   print this

Environment: DATA_DIR
Exit codes: 0 done, 1 failed, or done and something is wrong in the library itself, 2 wrong usage
`;

process.exitCode = await runCommand('backup', () => main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [root, ...more] = positionals;
  if (root === undefined || more.length > 0) return usageError('backup', 'One folder is needed.');
  const line = createProgressLine();
  const { dataDir } = commandConfig();
  const made = await backupLibrary({ dataDir, root, onProgress: line.show }).finally(line.clear);
  const shared = made.reusedCount > 0 ? `, ${made.reusedCount} of them shared with the backup before` : '';
  process.stdout.write(`${made.folder}: ${made.fileCount} files, ${sizeWords(made.sizeBytes)}${shared}\n`);
  for (const problem of made.problems) process.stderr.write(`${problem}\n`);
  return made.problems.length > 0 ? 1 : 0;
}
