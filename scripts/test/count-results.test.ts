import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, settle, summarize } from './count-results.ts';

const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] };
const file = { name: '/root/a.test.ts', message: '' };
const test = { status: 'failed', fullName: 'a', failureMessages: ['no'] };

describe('counting test results', () => {
  it('counts to-do tests as skipped', () => {
    expect(countVitest(vitest, 0)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });

  it('counts a file that could not be loaded as one failure', () => {
    const testResults = [
      { ...file, status: 'failed', assertionResults: [] },
      { ...file, status: 'failed', assertionResults: [test] },
      { ...file, status: 'passed', assertionResults: [] },
    ];
    expect(countVitest({ ...vitest, testResults }, 0).failed).toBe(2);
  });

  it('counts each error outside any test as one failure', () => {
    expect(countVitest(vitest, 2).failed).toBe(3);
  });

  it('counts flaky browser tests and errors outside tests as failed', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 2 });
  });

  it('counts a runner that failed without a failed test, or without a report, as one failure', () => {
    expect(settle({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(settle(undefined, 0).failed).toBe(1);
    expect(settle({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  });

  it('sums runs into the one line', () => {
    const runs = [
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 2, failed: 0, skipped: 0 },
    ];
    expect(summarize(runs)).toEqual({ line: '5 passed, 0 failed, 1 skipped', isGood: true });
  });

  it('is not good when something failed or nothing passed', () => {
    expect(summarize([{ passed: 9, failed: 1, skipped: 0 }]).isGood).toBe(false);
    expect(summarize([{ passed: 0, failed: 0, skipped: 4 }]).isGood).toBe(false);
  });
});
