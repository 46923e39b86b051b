/** Tests by how they ended. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What we read of vitest's JSON report. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: VitestFile[];
}

/** A test file of vitest's JSON report; `name` is its absolute path, `message` what failed outside its tests. */
export interface VitestFile {
  name: string;
  status: string;
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[];
}

/** What we read of Playwright's JSON report. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
  suites?: PlaywrightSuite[];
}

/** A file or a describe block of Playwright's JSON report. */
export interface PlaywrightSuite {
  title: string;
  specs?: {
    title: string;
    tests: { status: string; results: { errors: { message?: string }[] }[] }[];
  }[];
  suites?: PlaywrightSuite[];
}

/** Counts of a vitest run; a file that failed before its first test, and an error outside any test, count as one failure. */
export function countVitest(report: VitestReport, unhandled: number): Counts {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length + unhandled,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts of a Playwright run; a test that passed only on a second try, and an error outside any test, count as failed. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Counts {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The counts of one runner from its report and exit code. A runner that failed without naming a failed test,
 * or left no report, counts as one failure: nothing that went wrong may end as "0 failed".
 */
export function settle(counts: Counts | undefined, exitCode: number): Counts {
  if (!counts) return { passed: 0, failed: 1, skipped: 0 };
  if (exitCode !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  return counts;
}

/** The last line of `npm test`, and whether the whole may be called good: something ran, nothing failed. */
export function summarize(runs: readonly Counts[]): { line: string; isGood: boolean } {
  const sum = (key: keyof Counts) => runs.reduce((total, run) => total + run[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  return {
    line: `${passed} passed, ${failed} failed, ${skipped} skipped`,
    isGood: failed === 0 && passed > 0,
  };
}
