import { En } from 'media-chrome/dist/lang/en.js';
import { describe, expect, it } from 'vitest';
import { uiLanguages } from '#server/contract/languages.ts';
import { allWords } from '../i18n/all-words.ts';
import { differences } from '../i18n/differences.ts';
import { words as english } from './en.ts';

const others = uiLanguages.filter((language) => language !== 'en');

/** What is the same in English and another language and is no oversight: names, units, texts without words. */
const alike = /^(SHA-256|[kM]bit\/s|dB|(?:\{\w+\}|\P{L})*)$/u;

/** Texts by their path: `live.share.copied` -> "Copied." */
function textsOf(part: unknown, path = ''): [string, string][] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, inner]) =>
    textsOf(inner, path === '' ? name : `${path}.${name}`),
  );
}

describe.each(uiLanguages)('the words of “%s”', (language) => {
  it('are there: every message that English has, of the same kind, and none besides', () => {
    expect(differences(english, allWords[language])).toEqual([]);
  });
});

describe.each(others)('the words of “%s”', (language) => {
  it('are translated', () => {
    const known = new Map(textsOf(english));
    const same = textsOf(allWords[language])
      .filter(([path, text]) => known.get(path) === text && !alike.test(text))
      .map(([path, text]) => `${path}: ${text}`);
    expect(same).toEqual([]);
  });
});

it('the texts of the player’s own elements are those that they have, with the same places', () => {
  for (const [text, said] of Object.entries(english.live.chrome)) {
    expect(Object.values(En), text).toContain(text);
    expect(said).toBe(text);
  }
});

it('a missing, superfluous or wrong message is named by its path', () => {
  const model = {
    language: { locale: 'en-GB' },
    a: { text: 'Hello {name}', count: { one: '# talk', other: '# talks' } },
  };
  expect(
    differences(model, {
      language: { locale: 'ru' },
      a: { text: 'Привет', count: { one: '# доклад', many: '#' }, b: 'x' },
    }),
  ).toEqual([
    'a.text: has {}, English has {name}',
    'a.count: lacks the form “few”',
    'a.b: English has no such message',
  ]);
  expect(differences(model, { language: { locale: 'ja' }, a: { count: '件' } })).toEqual([
    'a.text: missing',
    'a.count: must have plural forms',
  ]);
});
