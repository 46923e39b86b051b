import { joined } from './atoms.ts';
import type { MatchIndex } from './match-index.ts';
import { readPath } from './path-clues.ts';
import { type PathPlaces, placesIn } from './places.ts';
import { type Fit, scoreTalk } from './score-talk.ts';

/** A file that wants a talk. */
export interface MatchFile {
  /** Relative, `/` between. */
  path: string;
  durationMs: number | null;
  /** Talks that somebody said it is not. */
  rejected?: ReadonlySet<number>;
}

export interface Offer {
  talkId: number;
  /** 0-100. */
  score: number;
  reasons: Fit['reasons'];
}

/** Which talk a file is of: surely one, perhaps one of some, or none that is known. */
export interface MatchResult {
  kind: 'sure' | 'unsure' | 'none';
  /** Best first, three at most; of a sure one its first is the talk. */
  best: readonly Offer[];
  /** The path names a room (and a day) and no talk, or the file is far longer than any talk: to be cut into talks. */
  roomLong: { room: string | null; day: string | null; talkIds: readonly number[] } | null;
}

const most = 120;
const offered = 3;
/** Below, a talk has next to nothing in common with the file. */
const least = 20;

/** Finds the talk of a file among those of an index, by its path and, where it is known, its length. */
export function findMatch(index: MatchIndex, file: MatchFile): MatchResult {
  const clues = readPath(file.path);
  const places = placesIn(clues, index);
  const fits = likely(index, places)
    .flatMap((place) => index.talks[place] ?? [])
    .filter(({ candidate }) => !file.rejected?.has(candidate.talkId))
    .map((talk) => scoreTalk(talk, places, { index, durationMs: file.durationMs }))
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score);
  const best = fits.slice(0, offered).map(({ talk, score, reasons }) => ({
    talkId: talk.candidate.talkId,
    score: Math.round(Math.min(99, score)),
    reasons,
  }));
  const [first, second] = fits;
  const roomLong = roomLongOf(index, places, { file, first });
  if (first === undefined) return { kind: 'none', best, roomLong };
  const isAlone = second === undefined || first.score - second.score >= (second.isEnough ? 8 : 3);
  return { kind: first.isEnough && isAlone && roomLong === null ? 'sure' : 'unsure', best, roomLong };
}

/** Places of the talks that share most with the path: others need not be looked at. */
function likely(index: MatchIndex, places: PathPlaces): number[] {
  const { clues } = places;
  const mass = new Map<number, number>();
  const seen = new Set<string>();
  const add = (text: string, weight: number) => {
    if (seen.has(text)) return;
    seen.add(text);
    const found = index.byWord.get(text);
    if (found === undefined) return;
    for (const place of found) mass.set(place, (mass.get(place) ?? 0) + weight);
  };
  for (const [guid] of clues.path.toLowerCase().matchAll(/[0-9a-z-]{16,}/g)) {
    const place = index.byGuid.get(guid);
    if (place !== undefined) mass.set(place, Number.MAX_VALUE);
  }
  for (const { id } of clues.ids)
    for (const place of index.byEventId.get(id) ?? []) mass.set(place, (mass.get(place) ?? 0) + most);
  const rows = [clues.name.map(({ word }) => word), ...clues.folders];
  for (const row of rows) {
    for (const [at, word] of row.entries()) {
      add(word, index.weight(word));
      for (const length of [2, 3, row.length]) {
        const run = joined(row.slice(at, at + length));
        if (at + length <= row.length) add(run, index.weight(run));
      }
    }
  }
  const isTimed =
    clues.times.size > 0 && (clues.dates.size > 0 || clues.dayNumbers.size > 0 || clues.weekdays.size > 0);
  if (isTimed)
    for (const room of places.rooms)
      for (const place of index.byRoom.get(room) ?? []) mass.set(place, (mass.get(place) ?? 0) + 1);
  return [...mass]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([place]) => place);
}

const longFileMs = 80 * 60_000;

/** Whether a file is of a whole room or day rather than of a talk. */
function roomLongOf(
  index: MatchIndex,
  places: PathPlaces,
  o: { file: MatchFile; first: Fit | undefined },
): MatchResult['roomLong'] {
  const { clues } = places;
  const { durationMs } = o.file;
  const room = [...places.rooms].sort((a, b) => b.length - a.length)[0] ?? null;
  const slotMs = o.first?.talk.candidate.durationMs ?? null;
  const isTooLong =
    durationMs !== null &&
    durationMs >= longFileMs &&
    (slotMs === null || durationMs > 2 * slotMs + 20 * 60_000);
  if (!isTooLong) return null;
  const inRoom =
    room === null ? [] : (index.byRoom.get(room) ?? []).flatMap((place) => index.talks[place] ?? []);
  const ofDay = (day: string | null) =>
    inRoom.filter(({ candidate }) => day === null || candidate.day === day);
  const days = [...new Set(inRoom.map(({ candidate }) => candidate.day))];
  const day =
    days.find((one) => one !== null && isDay(one, clues, index, inRoom[0]?.candidate.conference?.id)) ?? null;
  const talks = ofDay(day).toSorted((a, b) => (a.candidate.startMs ?? 0) - (b.candidate.startMs ?? 0));
  return {
    room: talks[0]?.candidate.room ?? null,
    day,
    talkIds: talks.map(({ candidate }) => candidate.talkId),
  };
}

function isDay(
  day: string,
  clues: PathPlaces['clues'],
  index: MatchIndex,
  conferenceId: number | undefined,
): boolean {
  const known = conferenceId === undefined ? [] : (index.days.get(conferenceId) ?? []);
  return (
    clues.dates.has(day) ||
    clues.dayNumbers.has(known.indexOf(day) + 1) ||
    clues.weekdays.has(new Date(`${day}T12:00:00Z`).getUTCDay())
  );
}
