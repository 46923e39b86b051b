import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '#server/kernel/config.ts';
import { readSite } from './site.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rostrum-site-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function siteOf(content: unknown) {
  writeFileSync(join(dataDir, 'site.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return readSite({ dataDir, publicUrl: null });
}

function problemsOf(content: unknown): readonly string[] {
  try {
    siteOf(content);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readSite', () => {
  it('is called Rostrum and says nothing else without a file', () => {
    const site = readSite({ dataDir, publicUrl: null });
    expect(site.info('ja')).toEqual({
      name: 'Rostrum',
      tagline: null,
      hasImprint: false,
      hasContact: false,
      publicUrl: null,
    });
    expect([site.text('imprint', 'en'), site.text('privacy', 'en')]).toEqual([null, null]);
  });

  it('takes a text for all languages, or one for each, and falls back to one that is there', () => {
    const site = siteOf({
      name: { ru: 'Трибуна', en: 'Tribune' },
      imprint: 'Ada Ltd',
      contact: { ja: '連絡先' },
    });
    expect([site.info('ru').name, site.info('en').name, site.info('ja').name]).toEqual([
      'Трибуна',
      'Tribune',
      'Tribune',
    ]);
    expect(site.info('en')).toMatchObject({ hasImprint: true, hasContact: true });
    expect(site.text('imprint', 'ja')).toBe('Ada Ltd');
    expect(site.text('contact', 'en')).toBe('連絡先');
  });

  it('names every bad key at once', () => {
    const problems = problemsOf({ nam: 'x', colour: 'red', tagline: 7, imprint: { de: 'x' }, contact: {} });
    expect(problems).toHaveLength(5);
    const file = join(dataDir, 'site.json');
    for (const key of ['nam', 'colour', 'tagline', 'imprint', 'contact']) {
      expect(problems.filter((problem) => problem.startsWith(`${file}: ${key}`))).toHaveLength(1);
    }
  });

  it('says where a file is not JSON or not an object', () => {
    expect(problemsOf('{"name": ')[0]).toContain('is not JSON');
    expect(problemsOf('[]')).toHaveLength(1);
  });
});
