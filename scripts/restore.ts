import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkLibrary } from '#server/features/library-care/check-library.ts';
import { restoreLibrary } from '#server/features/library-care/restore.ts';
import { commandConfig } from './command/config.ts';
import { createProgressLine } from './command/progress-line.ts';
import { runCommand, usageError } from './command/run-command.ts';

const HELP = `Usage: npm run restore -- DIR [options]

Brings a library back from a backup: DIR is one backup, or the folder that holds them (then the newest is taken). The
backup is verified before anything is changed, and the library is checked afterwards. The portal must not be running.

Options:
  --to DATA_DIR   the library to restore into (DATA_DIR, else media)
  --force         where that library is not empty, move what is in it into DATA_DIR/replaced-TIME; nothing is deleted
  --help          print this

Environment: DATA_DIR
Exit codes: 0 done, 1 refused or failed, or the check afterwards found something, 2 wrong usage
`;

process.exitCode = await runCommand('restore', () => main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [from, ...more] = positionals;
  if (from === undefined || more.length > 0) return usageError('restore', 'One backup is needed.');
  const dataDir = values.to === undefined ? commandConfig().dataDir : resolve(values.to);
  const line = createProgressLine();
  const restored = await restoreLibrary({
    from,
    dataDir,
    isForced: values.force,
    onProgress: line.show,
  }).finally(line.clear);
  process.stdout.write(
    `${dataDir}: ${restored.fileCount} files of ${restored.backup} (made ${restored.madeAt})\n`,
  );
  if (restored.movedAside !== null) {
    process.stdout.write(`What was there before is in ${restored.movedAside}\n`);
  }
  const findings = await checkLibrary({ dataDir, onProgress: line.show }).finally(line.clear);
  for (const { sentence } of findings) process.stdout.write(`${sentence}\n`);
  return findings.length > 0 ? 1 : 0;
}
