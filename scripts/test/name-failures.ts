import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { PlaywrightReport, PlaywrightSuite, VitestReport } from './count-results.ts';
import type { UnhandledError } from './unhandled-errors.ts';

/** Something that failed: where, and what was said. */
export interface Failure {
  where: string;
  message: string;
}

const linesOfMessage = 8;
const longestLine = 200;

/** Failed tests, files that failed outside their tests, and errors outside any test of a vitest run. */
export function failuresOfVitest(
  report: VitestReport | undefined,
  unhandled: readonly UnhandledError[],
  root: string,
): Failure[] {
  const failures: Failure[] = [];
  for (const file of report?.testResults ?? []) {
    const name = relative(root, file.name);
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    for (const test of failed) {
      failures.push({
        where: `${name} > ${test.fullName}`,
        message: (test.failureMessages ?? []).join('\n'),
      });
    }
    if (file.status === 'failed' && failed.length === 0)
      failures.push({ where: name, message: file.message });
  }
  for (const error of unhandled) {
    const during = error.file
      ? ` (while ${relative(root, error.file)}${error.test ? ` > ${error.test}` : ''} ran)`
      : '';
    const says = `${error.name ?? 'Error'}: ${error.message}`;
    const stack = error.stack?.includes(error.message) ? error.stack : `${says}\n${error.stack ?? ''}`;
    const message = error.cause ? `${error.cause}\n${stack}` : stack;
    failures.push({ where: `outside any test${during}`, message });
  }
  return failures;
}

function failuresOfSuite(suite: PlaywrightSuite, path: readonly string[]): Failure[] {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'unexpected' || test.status === 'flaky')
      .map((test) => ({
        where: [...path, spec.title].join(' > '),
        message: test.results
          .flatMap((result) => result.errors)
          .map((error) => error.message ?? '')
          .join('\n'),
      })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => failuresOfSuite(inner, [...path, inner.title]))];
}

/** Failed tests, and errors outside any test, of a Playwright run. */
export function failuresOfPlaywright(report: PlaywrightReport | undefined): Failure[] {
  const tests = (report?.suites ?? []).flatMap((suite) => failuresOfSuite(suite, [suite.title]));
  const outside = (report?.errors ?? []).map((error) => ({
    where: 'outside any browser test',
    message: error.message ?? JSON.stringify(error),
  }));
  return [...tests, ...outside];
}

/** A runner that failed is never without a name: what it failed with where its reports name nothing. */
export function nameRunner(
  failures: Failure[],
  { runner, hasReport, exitCode }: { runner: string; hasReport: boolean; exitCode: number },
): Failure[] {
  if (failures.length > 0 || (hasReport && exitCode === 0)) return failures;
  const message = hasReport
    ? `It ended with exit code ${exitCode}, and its reports name nothing that failed: its own output above says why.`
    : `It left no report; its exit code was ${exitCode}.`;
  return [{ where: runner, message }];
}

/** What failed, one paragraph each with the first lines of its message; empty when nothing did. */
export function describeFailures(failures: readonly Failure[]): string {
  if (failures.length === 0) return '';
  const paragraphs = failures.map(({ where, message }) => {
    const lines = stripVTControlCharacters(message)
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^ +at .*(node_modules|node:|<anonymous>)/.test(line))
      .slice(0, linesOfMessage)
      .map((line) => `    ${line.slice(0, longestLine)}`);
    return [`FAILED ${where}`, ...lines].join('\n');
  });
  return `\n${paragraphs.join('\n')}\n`;
}
