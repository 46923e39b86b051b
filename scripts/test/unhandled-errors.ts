import { writeFileSync } from 'node:fs';
import type { Reporter } from 'vitest/node';

/** An error outside any test, as vitest tells of it; the test named was running then, and need not be its cause. */
export interface UnhandledError {
  message: string;
  name?: string;
  stack?: string;
  cause?: string;
  file?: string;
  test?: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/**
 * A vitest reporter that writes the errors outside any test to `path` as JSON: UnhandledError[].
 * vitest's own JSON report leaves them out, though they fail the run.
 */
export function unhandledErrorsReporter(path: string): Reporter {
  return {
    onTestRunEnd(_modules, errors) {
      const unhandled = errors.map(
        (error): UnhandledError => ({
          message: String(error.message),
          name: text(error.name),
          stack: text(error.stack),
          cause: text(error.cause?.message),
          file: text(error.VITEST_TEST_PATH),
          test: text(error.VITEST_TEST_NAME),
        }),
      );
      writeFileSync(path, JSON.stringify(unhandled, undefined, 2));
    },
  };
}
