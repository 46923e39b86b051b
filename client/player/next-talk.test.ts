import { describe, expect, it } from 'vitest';
import type { TalkCard } from '#server/contract/wire.ts';
import { nextOf } from './next-talk.ts';

const card = (slug: string, startsAt: string | null, state: TalkCard['state'] = 'watchable'): TalkCard => ({
  ...({ slug, startsAt, state } as TalkCard), // the choice looks at nothing else
});

const of = (moreFromConference: TalkCard[], moreFromSpeakers: TalkCard[] = []) =>
  nextOf({ slug: 'this', startsAt: '2026-01-02T10:00:00Z', moreFromConference, moreFromSpeakers })?.slug;

describe('the talk that comes next', () => {
  it('is the first of the programme after this one that can be watched', () => {
    const programme = [
      card('late', '2026-01-02T12:00:00Z'),
      card('unrecorded', '2026-01-02T10:30:00Z', 'not_recorded'),
      card('early', '2026-01-02T09:00:00Z'),
      card('next', '2026-01-02T11:00:00Z'),
    ];
    expect(of(programme)).toBe('next');
  });

  it('is one of the same people where the programme is over, else the programme’s first', () => {
    const early = card('early', '2026-01-02T09:00:00Z');
    expect(of([early], [card('theirs', null)])).toBe('theirs');
    expect(of([early])).toBe('early');
  });

  it('is none where nothing else can be watched', () => {
    expect(of([card('coming', '2026-01-02T11:00:00Z', 'coming')])).toBeUndefined();
  });
});
