import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { unhandledErrorsReporter } from './scripts/test/unhandled-errors.ts';

const reports = process.env.TEST_REPORTS;

export default defineConfig({
  test: {
    include: ['{server,client,scripts}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', 'media/**', '.toolchain/**'],
    setupFiles: ['tests/support/fail-on-console-error.ts'],
    reporters: reports
      ? [
          'default',
          ['json', { outputFile: join(reports, 'vitest.json') }],
          unhandledErrorsReporter(join(reports, 'unhandled-errors.json')),
        ]
      : ['default'],
    environment: 'node',
    pool: 'forks',
    // Most tests wait for a process of one thread: two at a time fill a small machine.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
