import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const usage = `Usage: npm run dev

Serves the portal and follows the sources: the server starts again when its files change,
the pages are built again when theirs do. The environment is that of npm start (npm start -- --help).
`;

/** Runs this Node on `argv` with this terminal; resolves to its exit code. */
function runInherited(argv: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { cwd: root, stdio: 'inherit' });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', pass).on('SIGINT', pass);
    child.on('close', (code) => {
      process.off('SIGTERM', pass).off('SIGINT', pass);
      resolve(code ?? 1);
    });
  });
}

const build = () => runInherited(['scripts/setup.mjs', 'start']);

/** Builds the pages a moment after the last change, one build at a time. */
function followPages(): void {
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve(0);
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(build);
    }, 200);
  };
  for (const folder of ['client', 'server/contract']) {
    watch(join(root, folder), { recursive: true }, later).unref();
  }
}

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
if (values.help) {
  process.stdout.write(usage);
} else {
  process.exitCode = await build();
  if (process.exitCode === 0) {
    followPages();
    process.exitCode = await runInherited(['--watch', '--watch-preserve-output', 'server/main.mjs']);
  }
}
