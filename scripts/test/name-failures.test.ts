import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeFailures, failuresOfPlaywright, failuresOfVitest, nameRunner } from './name-failures.ts';

const root = join(import.meta.dirname, '../..');

it('names failed browser tests by file, group and title, and errors outside them', () => {
  const failed = {
    title: 'plays',
    tests: [{ status: 'unexpected', results: [{ errors: [{ message: 'no' }] }] }],
  };
  const passed = { title: 'stops', tests: [{ status: 'expected', results: [{ errors: [] }] }] };
  const suites = [{ title: 'a.spec.ts', suites: [{ title: 'a talk', specs: [failed, passed] }] }];
  const stats = { expected: 1, unexpected: 1, flaky: 0, skipped: 0 };
  expect(failuresOfPlaywright({ stats, errors: [{ message: 'no server' }], suites })).toEqual([
    { where: 'a.spec.ts > a talk > plays', message: 'no' },
    { where: 'outside any browser test', message: 'no server' },
  ]);
});

it('names the runner where its reports name nothing', () => {
  expect(nameRunner([], { runner: 'vitest', hasReport: true, exitCode: 1 })[0]?.where).toBe('vitest');
  expect(nameRunner([], { runner: 'vitest', hasReport: false, exitCode: 0 })[0]?.message).toMatch(
    'no report',
  );
  expect(nameRunner([], { runner: 'vitest', hasReport: true, exitCode: 0 })).toEqual([]);
});

it('gives the first lines of each message without colours', () => {
  const message = `\u001b[31mred\u001b[39m\n\n${'x'.repeat(500)}\n${'line\n'.repeat(20)}`;
  const lines = describeFailures([{ where: 'a > b', message }])
    .trim()
    .split('\n');
  expect(lines.slice(0, 2)).toEqual(['FAILED a > b', '    red']);
  expect(lines).toHaveLength(9);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(210);
  expect(describeFailures([])).toBe('');
});

/** Runs vitest over test files of the given bodies; resolves to its exit code and what failed, named. */
function runPlanted(bodies: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-planted-'));
  try {
    for (const [name, body] of Object.entries(bodies)) writeFileSync(join(folder, `${name}.test.ts`), body);
    const reporter = JSON.stringify(join(import.meta.dirname, 'unhandled-errors.ts'));
    const config = `import { unhandledErrorsReporter } from ${reporter};
      const reporters = [['json', { outputFile: 'vitest.json' }], unhandledErrorsReporter('${folder}/unhandled.json')];
      export default { test: { reporters, globals: true, pool: 'forks', maxWorkers: 1 } };`;
    writeFileSync(join(folder, 'vitest.config.ts'), config);
    const env = Object.entries(process.env).filter(([key]) => !key.startsWith('VITEST'));
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const { status } = spawnSync(process.execPath, [vitest, 'run'], {
      cwd: folder,
      env: Object.fromEntries(env),
    });
    const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return { status, failures: failuresOfVitest(read('vitest.json'), read('unhandled.json'), folder) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('names failed tests, files that cannot be loaded, and errors and crashes outside any test', () => {
  const { status, failures } = runPlanted({
    failing: "it('is planted', () => expect(1).toBe(2));",
    broken: "throw new Error('planted before any test');",
    late: "it('leaves a promise', async () => { void Promise.reject(new Error('planted outside')); });",
    crashing: "it('crashes', () => { process.kill(process.pid, 'SIGKILL'); while (true); });",
  });
  expect(status).toBe(1);
  const named = describeFailures(failures);
  expect(named).toMatch(/FAILED failing\.test\.ts > is planted\n.*expected 1 to be 2/);
  expect(named).toMatch(/FAILED broken\.test\.ts\n.*planted before any test/);
  expect(named).toMatch(/FAILED outside any test \(while late\.test\.ts.*\n.*planted outside/);
  expect(named).toMatch(/FAILED .*\n.*orker.*exited unexpectedly/);
});
