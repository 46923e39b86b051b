import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Counts,
  countPlaywright,
  countVitest,
  type PlaywrightReport,
  settle,
  summarize,
  type VitestReport,
} from './test/count-results.ts';
import {
  describeFailures,
  type Failure,
  failuresOfPlaywright,
  failuresOfVitest,
  nameRunner,
} from './test/name-failures.ts';
import type { UnhandledError } from './test/unhandled-errors.ts';

const root = join(import.meta.dirname, '..');
const reports = join(root, 'test-results/reports');

const usage = `Usage: npm test -- [PATTERN...] [--only unit|browser] [--long]

Runs every test: unit, HTTP, contract and SQL tests (vitest), then the browser tests (Playwright in Chromium).
Ends with what failed, if anything did, and one line: N passed, N failed, N skipped.

  PATTERN         only test files whose path contains it
  --only unit     everything but the browser tests
  --only browser  the browser tests
  --long          long recordings too, and more tries where chance plays a part

CORPUS_DIR names a folder of hard recordings for the tests that walk one; without it they are skipped.
`;

/** Runs a test runner with this terminal; resolves to its exit code. */
function runInherited(argv: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', pass).on('SIGINT', pass);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGTERM', pass).off('SIGINT', pass);
      resolve(code ?? 1);
    });
  });
}

/** Reads a runner's JSON report; undefined when it left none. */
function readReport(name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(reports, name), 'utf8'));
  } catch {
    return undefined;
  }
}

interface Run {
  counts: Counts;
  failures: Failure[];
}

async function runUnit(patterns: string[]): Promise<Run> {
  const lenient = patterns.length > 0 ? ['--passWithNoTests'] : [];
  const exitCode = await runInherited(['node_modules/vitest/vitest.mjs', 'run', ...lenient, ...patterns], {
    TEST_REPORTS: reports,
  });
  const report = readReport('vitest.json') as VitestReport | undefined; // vitest's documented shape
  const unhandled = (readReport('unhandled-errors.json') ?? []) as UnhandledError[]; // written by our own reporter
  const failures = failuresOfVitest(report, unhandled, root);
  return {
    counts: settle(report && countVitest(report, unhandled.length), exitCode),
    failures: nameRunner(failures, { runner: 'vitest', hasReport: report !== undefined, exitCode }),
  };
}

async function runBrowser(patterns: string[]): Promise<Run> {
  const flags = ['--reporter=list,json', ...(patterns.length > 0 ? ['--pass-with-no-tests'] : [])];
  const exitCode = await runInherited(
    ['node_modules/@playwright/test/cli.js', 'test', ...flags, ...patterns],
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'playwright.json'),
    },
  );
  const report = readReport('playwright.json') as PlaywrightReport | undefined; // Playwright's documented shape
  return {
    counts: settle(report && countPlaywright(report), exitCode),
    failures: nameRunner(failuresOfPlaywright(report), {
      runner: 'Playwright',
      hasReport: report !== undefined,
      exitCode,
    }),
  };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
    long: { type: 'boolean', default: false },
  },
});
if (values.long) process.env.LONG_TESTS = '1';
if (values.help) {
  process.stdout.write(usage);
} else if (values.only !== undefined && values.only !== 'unit' && values.only !== 'browser') {
  process.stderr.write(`--only takes unit or browser.\n\n${usage}`);
  process.exitCode = 2;
} else {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const runs: Run[] = [];
  if (values.only !== 'browser') runs.push(await runUnit(positionals));
  if (values.only !== 'unit') runs.push(await runBrowser(positionals));
  const { line, isGood } = summarize(runs.map((run) => run.counts));
  process.exitCode = isGood ? 0 : 1;
  process.stdout.write(describeFailures(runs.flatMap((run) => run.failures)));
  process.stdout.write(`\n${line}\n`);
}
