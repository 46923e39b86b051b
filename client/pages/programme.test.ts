import { describe, expect, it } from 'vitest';
import type { TalkCard } from '#server/contract/wire.ts';
import { groupProgramme } from './programme.ts';

function talk(slug: string, at: Partial<TalkCard> = {}): TalkCard {
  return {
    slug,
    guid: slug,
    title: slug,
    textLanguage: 'en',
    spokenLanguage: null,
    speakers: [],
    conference: null,
    day: null,
    startsAt: null,
    room: null,
    track: null,
    position: 0,
    state: 'coming',
    isSample: false,
    durationMs: null,
    plannedMs: null,
    posterUrl: null,
    captionLanguages: [],
    publishedAt: null,
    ...at,
  };
}

const slugs = (talks: readonly TalkCard[]) => talks.map(({ slug }) => slug);

describe('groupProgramme', () => {
  it('keeps the given order where neither day, room nor time is known', () => {
    const [day, ...more] = groupProgramme([talk('c'), talk('a'), talk('b')]);
    expect(more).toEqual([]);
    expect(day?.rooms).toEqual([]);
    expect(day?.slots.map((slot) => slugs(slot.talks))).toEqual([['c', 'a', 'b']]);
  });

  it('puts days and times in order, the unknown ones last, parallel talks into one slot', () => {
    const ten = '2026-05-02T10:00:00Z';
    const days = groupProgramme([
      talk('later', { day: '2026-05-02', startsAt: '2026-05-02T12:00:00Z', room: 'B' }),
      talk('whenever'),
      talk('hall', { day: '2026-05-02', startsAt: ten, room: 'A' }),
      talk('some time', { day: '2026-05-02' }),
      talk('aside', { day: '2026-05-02', startsAt: ten, room: 'B' }),
      talk('first', { day: '2026-05-01' }),
    ]);
    expect(days.map(({ day }) => day)).toEqual(['2026-05-01', '2026-05-02', null]);
    expect(days[1]?.rooms).toEqual(['B', 'A']);
    expect(days[1]?.slots.map((slot) => slugs(slot.talks))).toEqual([
      ['hall', 'aside'],
      ['later'],
      ['some time'],
    ]);
  });
});
