import { describe, expect, it } from 'vitest';
import { type CruiseReport, countModules, judgeLayers } from './layers.ts';

const seen = (...sources: string[]): CruiseReport => ({
  modules: sources.map((source) => ({ source })),
  summary: { violations: [] },
});

describe('judgeLayers', () => {
  it('is content with a report that covers every room and has no violation', () => {
    expect(judgeLayers(seen('server/a.ts', 'client/a.tsx', 'scripts/a.ts'))).toEqual([]);
  });

  it('fails a report without modules', () => {
    expect(judgeLayers(seen())).toHaveLength(3);
  });

  it('fails a report that saw JavaScript only', () => {
    const sentences = judgeLayers(seen('server/main.mjs', 'client/a.tsx', 'scripts/setup.mjs'));
    expect(sentences.join('\n')).toMatch(/no \.ts module was seen in server\//);
    expect(sentences.join('\n')).toMatch(/no \.ts module was seen in scripts\//);
  });

  it('names the rule and both ends of a forbidden import', () => {
    const report = seen('server/a.ts', 'client/a.tsx', 'scripts/a.ts');
    report.summary.violations.push({
      from: 'server/kernel/a.ts',
      to: 'server/db/open.ts',
      rule: { name: 'kernel-is-the-bottom', severity: 'error' },
    });
    expect(judgeLayers(report)).toEqual(['kernel-is-the-bottom: server/kernel/a.ts -> server/db/open.ts']);
  });
});

describe('countModules', () => {
  it('leaves packages out', () => {
    expect(countModules(seen('server/a.ts', 'node_modules/zod/index.js'))).toBe(1);
  });
});
