import { describe, expect, it } from 'vitest';
import { findAll, folded } from './find.ts';

const found = (text: string, query: string) =>
  findAll([folded(text)], query).map(({ start, end }) => text.slice(start, end));

describe('finding in a transcript', () => {
  it('minds neither case nor accents, and gives the words as they stand there', () => {
    expect(found('Café, CAFE and cafés', 'cafe')).toEqual(['Café', 'CAFE', 'café']);
    expect(found('Ещё раз. ЕЩЕ!', 'еще')).toEqual(['Ещё', 'ЕЩЕ']);
    expect(found('ＬＩＮＵＸ と Linux', 'linux')).toEqual(['ＬＩＮＵＸ', 'Linux']);
  });

  it('tells letters apart that only look like one with a mark', () => {
    expect(found('иод и йод', 'йод')).toEqual(['йод']);
    expect(found('はし', 'ばし')).toEqual([]);
  });

  it('keeps its place after characters that become several or are several', () => {
    expect(found('ﬁne 😀 ﬁsh fish', 'fish')).toEqual(['ﬁsh', 'fish']);
    expect(found('İstanbul, istanbul', 'istanbul')).toEqual(['İstanbul', 'istanbul']);
  });

  it('finds hits in their order and nothing for spaces', () => {
    const texts = ['one two', 'two  three two'].map(folded);
    expect(findAll(texts, ' two ').map(({ index, start }) => [index, start])).toEqual([
      [0, 4],
      [1, 0],
      [1, 11],
    ]);
    expect(findAll(texts, '  ')).toEqual([]);
  });
});
