import { parseArgs } from 'node:util';
import { checkLibrary } from '#server/features/library-care/check-library.ts';
import { commandConfig } from './command/config.ts';
import { createProgressLine } from './command/progress-line.ts';
import { runCommand, usageError } from './command/run-command.ts';

const HELP = `Usage: npm run check-library -- [options]

Compares the database with the files: everything that a row or a playlist names is there and has its size, and no file
is left over. Changes nothing. Works while the portal runs: work under way is no finding.

Options:
  --deep   hash every original again: finds bytes that changed without changing the size
  --json   print one JSON document {findings: [{kind, subject, sentence}]}
  --help   print this

Environment: DATA_DIR
Exit codes: 0 all agrees, 1 something does not, 2 wrong usage or no library
`;

process.exitCode = await runCommand('check-library', () => main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      deep: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length > 0) return usageError('check-library', 'The library is named by DATA_DIR.');
  const { dataDir } = commandConfig();
  const line = createProgressLine();
  const findings = await checkLibrary({ dataDir, isDeep: values.deep, onProgress: line.show }).finally(
    line.clear,
  );
  if (values.json) process.stdout.write(`${JSON.stringify({ findings }, null, 2)}\n`);
  else {
    for (const { sentence } of findings) process.stdout.write(`${sentence}\n`);
    process.stdout.write(
      findings.length === 0 ? `${dataDir}: database and files agree.\n` : `${findings.length} found\n`,
    );
  }
  return findings.length > 0 ? 1 : 0;
}
