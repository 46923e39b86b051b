import { expect, it } from 'vitest';
import { benchMatching } from './matching.ts';

it.skipIf(process.env.CORPUS_DIR === undefined)(
  'recordings of years in which every name is different find their talks, and none is taken for another',
  async () => {
    const figures = await benchMatching({
      log: () => {},
      names: ['fosdem-2007', 'fosdem-2012', 'fosdem-2013'],
    });
    // Not how many are accepted of all, to which the years with told names belong, nor the time on a busy machine.
    const kept = /first place|accepted wrongly|missing talks/;
    expect(figures.filter(({ figure }) => kept.test(figure))).toMatchObject([
      { holds: true },
      { holds: true },
      { holds: true },
    ]);
  },
);
