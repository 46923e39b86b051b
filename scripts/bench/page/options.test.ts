import { describe, expect, it } from 'vitest';
import { readPageOptions } from './options.ts';

describe('options of the benchmark of pages', () => {
  it('measure everything unless told otherwise', () => {
    expect(readPageOptions([])).toMatchObject({ parts: { length: 5 }, talkCount: 20_000, runs: null });
  });

  it('measure one part', () => {
    expect(readPageOptions(['--only', 'server', '--library', '300'])).toMatchObject({
      parts: ['server'],
      talkCount: 300,
    });
  });

  it.each([[['--only', 'nothing']], [['--library', '0']], [['--only', 'axe', '--write']]])(
    '%j is wrong usage',
    (args) => {
      expect(() => readPageOptions(args)).toThrow(TypeError);
    },
  );
});
