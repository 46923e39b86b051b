import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{server,client,scripts}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', 'media/**', '.toolchain/**'],
    setupFiles: ['tests/support/fail-on-console-error.ts'],
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
