import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldedWords } from './fold.ts';
import { parseQuery } from './match-expression.ts';
import { nameKey } from './name-key.ts';
import { initialOf, nameSortKey } from './person-name.ts';
import { scriptOf } from './script.ts';
import { freeSlug, slugify } from './slug.ts';
import { stemsOf } from './stems.ts';
import { indexTerms, tokenize } from './tokens.ts';

describe('fold', () => {
  it.each([
    ['Žofie MÜLLER', 'zofie muller'],
    ['Straße', 'strasse'],
    ['Ёлка', 'елка'],
    ['Йод', 'йод'],
    ['が', 'が'],
    ['ＡＢＣ', 'abc'],
    ['ﬁn', 'fin'],
    ['\uE001x', 'x'],
  ])('%s -> %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('folds a folded text to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('sets punctuation aside in words', () => {
    expect(foldedWords(' O’Neil,  "Max" ')).toBe('o neil max');
  });
});

describe('slugify', () => {
  it.each([
    ['Hello, World!', 'hello-world'],
    ['Живая миграция: за и против', 'zhivaya-migratsiya-za-i-protiv'],
    ['コンテナの話', 'コンテナの話'],
    ['C++ and C#', 'c-plus-plus-and-c-sharp'],
    ['Été à Zürich', 'ete-a-zurich'],
    ['?!…', ''],
  ])('%s -> %s', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  it('makes short path segments of any text, and the same of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const slug = slugify(text);
        expect(slug).toMatch(/^(?:[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*)?$/u);
        expect(slug.length).toBeLessThanOrEqual(80);
      }),
    );
  });

  it('finds the first free number', () => {
    const taken = new Set(['a', 'a-2']);
    expect(freeSlug('a', (slug) => taken.has(slug))).toBe('a-3');
  });
});

describe('nameKey', () => {
  it.each([
    ['емельянов', 'emelianov'],
    ['емельянов', 'yemelyanov'],
    ['монахов', 'monakhov'],
    ['тихомиров', 'tihomirov'],
    ['давыдов', 'davidov'],
    ['щукин', 'shchukin'],
    ['юрий', 'yuri'],
    ['чайковский', 'tchaikovsky'],
    ['иванов', 'ivanoff'],
  ])('%s is %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['иванов', 'петров'],
    ['kim', 'kimura'],
    ['davydov', 'davydova'],
  ])('%s is not %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });
});

describe('stemsOf', () => {
  it.each([
    ['память', 'памяти'],
    ['контейнер', 'контейнерами'],
    ['емельянов', 'емельянову'],
    ['migrating', 'migration'],
  ])('%s and %s share one', (one, other) => {
    expect(stemsOf(other).some((stem) => stemsOf(one).includes(stem))).toBe(true);
  });
});

describe('tokenize', () => {
  const terms = (text: string) => tokenize(text).map(({ term }) => term);

  it.each([
    ['C++ vs. C#', ['cplusplus', 'vs', 'csharp']],
    ['P.Haul, mod_lsapi.', ['phaul', 'modlsapi']],
    ['.NET is here.', ['dotnet', 'is', 'here']],
    ['open-source', ['open', 'source']],
    ['Linuxコンテナ開発', ['linux', 'コンテナ開発']],
    ['«Тонкое» место', ['тонкое', 'место']],
  ])('%s', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('says where each word stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        let position = 0;
        for (const { start, end } of tokenize(text)) {
          expect(start).toBeGreaterThanOrEqual(position);
          expect(end).toBeGreaterThan(start);
          position = end;
        }
        expect(position).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('indexes pairs of Japanese characters in their order', () => {
    expect(indexTerms('メモリ')).toMatch(/^メモ モリ/);
  });
});

describe('parseQuery', () => {
  it('puts every word in quotes', () => {
    const { expression } = parseQuery('title:"x" NEAR y', { nameColumn: 'speakers' }) ?? { expression: '' };
    expect(expression.replace(/"[^"]*"/g, '').replace(/speakers :|AND|OR|[()* ]/g, '')).toBe('');
  });

  it('knows when there is no word', () => {
    expect(parseQuery(' "*" ', { nameColumn: 'speakers' })).toBeNull();
  });
});

describe('names of people', () => {
  it.each([
    ['Pavel Emelyanov', 'emelyanov pavel'],
    ['パーヴェル・エメリヤノフ', 'エメリヤノフ パーヴェル'],
    ['山田太郎', '山田太郎'],
    ['Plato', 'plato'],
    ['Ann Hondo (he/him)', 'hondo ann'],
    ['Jo Doe [Example Ltd]', 'doe jo'],
    ['(nobody)', '(nobody)'],
  ])('%s is filed as %s', (name, key) => {
    expect(nameSortKey(name)).toBe(key);
  });

  it.each([
    ['emelyanov', 'E'],
    ['емельянов', 'Е'],
    ['エメリヤノフ', 'あ'],
    ['ガルシア', 'か'],
    ['ダヴィドフ', 'た'],
    ['モナホフ', 'ま'],
    ['42', '#'],
    ['', '#'],
  ])('%s is filed under %s', (key, initial) => {
    expect(initialOf(key)).toBe(initial);
  });

  it.each([
    ['Anna Müller', 'Latn'],
    ['Жофия', 'Cyrl'],
    ['エメリ', 'Jpan'],
    ['山田太郎', 'Jpan'],
    ['김민수', 'Kore'],
  ])('%s is written in %s', (name, script) => {
    expect(scriptOf(name)).toBe(script);
  });
});
