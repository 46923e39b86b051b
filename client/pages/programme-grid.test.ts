import { expect, it } from 'vitest';
import type { TalkCard } from '#server/contract/wire.ts';
import { groupProgramme } from './programme.ts';
import { gridOf, maxColumns } from './programme-grid.ts';

function talk(
  slug: string,
  room: string | null,
  time: string | null,
  minutes: number | null = null,
): TalkCard {
  return {
    ...{
      slug,
      guid: slug,
      title: slug,
      textLanguage: 'en',
      spokenLanguage: null,
      speakers: [],
      conference: null,
    },
    ...{ day: '2026-05-01', startsAt: time && `2026-05-01T${time}:00.000Z`, room, track: null, position: 0 },
    ...{ state: 'coming' as const, isSample: false, durationMs: null, posterUrl: null, captionLanguages: [] },
    ...{ plannedMs: minutes && minutes * 60_000, publishedAt: null },
  };
}

function gridFor(talks: readonly TalkCard[], rooms: readonly string[]) {
  const [day] = groupProgramme(talks);
  return day ? gridOf(day, rooms) : null;
}

/** Each cell as `row/column+span: slugs`. */
function cells(grid: ReturnType<typeof gridFor>): string[] {
  return (grid?.rows ?? []).flatMap((row, index) =>
    row.cells.map((cell) => `${index}/${cell.column}+${cell.span}: ${cell.talks.map(({ slug }) => slug)}`),
  );
}

it('gives each room its column in their order, and each beginning its row', () => {
  const grid = gridFor(
    [talk('a', 'Attic', '10:00', 30), talk('b', 'Hall', '10:00', 30), talk('c', 'Hall', '10:30', 30)],
    ['Hall', 'Attic'],
  );
  expect(grid?.columns).toEqual(['Hall', 'Attic']);
  expect(cells(grid)).toEqual(['0/1+1: b', '0/2+1: a', '1/1+1: c']);
});

it('lets a long talk cover the rows it takes, up to the next one in its room', () => {
  const talks = [
    talk('long', 'Hall', '10:00', 120),
    talk('x', 'Attic', '10:00', 30),
    talk('y', 'Attic', '10:30', 30),
    talk('z', 'Attic', '11:00', 90),
    talk('next', 'Hall', '11:30', 30),
  ];
  expect(cells(gridFor(talks, ['Hall', 'Attic']))).toEqual([
    '0/1+3: long',
    '0/2+1: x',
    '1/2+1: y',
    '2/2+2: z',
    '3/1+1: next',
  ]);
});

it('leaves a day without anything parallel to lines', () => {
  expect(gridFor([talk('a', 'Hall', '10:00'), talk('b', 'Attic', '11:00')], ['Hall', 'Attic'])).toBe(null);
  expect(gridFor([talk('a', 'Hall', null), talk('b', 'Attic', null)], ['Hall', 'Attic'])).toBe(null);
});

it('puts what has no room, no time or a quiet room among many beside the grid, and loses nothing', () => {
  const rooms = Array.from({ length: maxColumns + 3 }, (_, index) => `Room ${index}`);
  const talks = [
    ...rooms
      .slice(0, maxColumns)
      .flatMap((room) => [talk(`${room} 1`, room, '10:00'), talk(`${room} 2`, room, '11:00')]),
    ...rooms.slice(maxColumns).map((room) => talk(room, room, '10:00')),
    talk('nowhere', null, '11:00'),
    talk('never', 'Room 0', null),
  ];
  const grid = gridFor(talks, rooms);
  expect(grid?.columns).toEqual(rooms.slice(0, maxColumns));
  const rest = grid?.rest.flatMap((slot) => slot.talks.map(({ slug }) => slug));
  expect(rest).toEqual([...rooms.slice(maxColumns), 'nowhere', 'never']);
  const placed = grid?.rows.flatMap((row) => row.cells.flatMap((cell) => cell.talks)).length ?? 0;
  expect(placed + (rest?.length ?? 0)).toBe(talks.length);
});
