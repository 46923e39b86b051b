import { joined, runOf } from './atoms.ts';
import type { FoldedTalk, MatchIndex } from './match-index.ts';
import type { PathClues } from './path-clues.ts';
import type { Reason } from './reasons.ts';

/** What of a file's path says where and when it was recorded, among the rooms and conferences of an index. */
export interface PathPlaces {
  clues: PathClues;
  /** Rooms that the path names, as they are keyed in the index. */
  rooms: ReadonlySet<string>;
  /** Tracks that folders are named after, as they are keyed in the index. */
  tracks: ReadonlySet<string>;
  /** Conferences that the path names; empty where it names none. */
  conferences: ReadonlySet<number>;
}

/** How a talk's place and time fit a path. */
export interface PlaceFit {
  reasons: Reason[];
  /** Points, may be below 0. */
  score: number;
  /** Room or track are in the path: a narrow choice. */
  isPlaced: boolean;
  /** The conference is in the path, or there is no other. */
  isInConference: boolean;
  /** The path speaks of another room, day or conference. */
  isContradicted: boolean;
  /** The path speaks of another day or conference. */
  isElsewhere: boolean;
  /** Room, day and time are all in the path, and are the talk's. */
  isSlot: boolean;
  /** Places of words of the name that name room, track or conference. */
  inName: ReadonlySet<number>;
}

/** Looks for the names of rooms and conferences in a path. */
export function placesIn(clues: PathClues, index: MatchIndex): PathPlaces {
  const rows = [...clues.folders, clues.name.map(({ word }) => word)];
  const rooms = new Set<string>();
  const conferences = new Set<number>();
  for (const [number, row] of rows.entries()) {
    const isName = number === rows.length - 1;
    for (let from = 0; from < row.length; from++) {
      let text = '';
      for (let to = from; to < Math.min(from + 8, row.length); to++) {
        text += row[to];
        // In the file's name a room of one plain word may be a word of a title, unless a number follows.
        const isClear = !isName || /\d/.test(text) || (from === 0 && /^(\d+|$)/.test(row[to + 1] ?? ''));
        if (isClear && index.byRoom.has(text)) rooms.add(text);
        const isWhole = from === 0 && (to === row.length - 1 || isName);
        if (isWhole || /\d/.test(text))
          for (const id of index.conferences.get(text) ?? []) conferences.add(id);
      }
    }
  }
  const tracks = new Set(clues.folders.map(joined).filter((folder) => index.byTrack.has(folder)));
  return { clues, rooms, tracks, conferences };
}

/** Compares a talk's room, track, conference, day and start with what a path names. */
export function fitPlace(talk: FoldedTalk, places: PathPlaces, index: MatchIndex): PlaceFit {
  const { clues } = places;
  const { candidate } = talk;
  const name = clues.name.map(({ word }) => word);
  const reasons: Reason[] = [];
  const inName = new Set<number>();
  const mark = (text: string) => {
    const run = runOf(text, name);
    if (run !== null) for (let place = run.from; place < run.to; place++) inName.add(place);
  };
  let score = 0;
  const say = (reason: Reason, points: number) => {
    reasons.push(reason);
    score += points;
  };

  const isRoom = talk.rooms.some((room) => places.rooms.has(room));
  for (const room of talk.rooms) if (places.rooms.has(room)) mark(room);
  const isTrack = talk.tracks.some((track) => clues.folders.some((folder) => names(joined(folder), track)));
  for (const track of talk.tracks) if (track.length >= 4) mark(track);
  if (isRoom && candidate.room !== null) say({ kind: 'room', text: candidate.room }, 10);
  else if (isTrack && candidate.track !== null) say({ kind: 'track', text: candidate.track }, 8);
  else if (places.rooms.size > 0 && candidate.room !== null)
    say({ kind: 'otherRoom', text: candidate.room }, -10);
  else if (places.tracks.size > 0 && candidate.track !== null)
    say({ kind: 'otherTrack', text: candidate.track }, -10);

  const { conference } = candidate;
  const isNamed = conference !== null && places.conferences.has(conference.id);
  if (isNamed && !index.isOneConference)
    say({ kind: 'conference', text: conference.names[0] ?? conference.slug }, 8);
  if (isNamed) for (const key of talk.conference) mark(key);

  const day = dayFit(talk, clues, index);
  if (day !== null && candidate.day !== null)
    say({ kind: day ? 'day' : 'otherDay', text: candidate.day }, day ? 5 : -15);
  const time = startTime(talk);
  const isTime = time !== null && [...clues.times].some((minutes) => Math.abs(minutes - time) <= 10);
  if (isTime) say({ kind: 'time', text: clock(time) }, 5);
  const numbers = new Set([
    ...(day === true ? [...clues.dates].flatMap((date) => date.split('-').map(Number)) : []),
    ...(isTime ? [...clues.times].flatMap((minutes) => [Math.floor(minutes / 60), minutes % 60]) : []),
  ]);
  for (const [at, word] of name.entries())
    if (/^\d{1,4}$/.test(word) && numbers.has(Number(word))) inName.add(at);

  const isElsewhere = (places.conferences.size > 0 && !isNamed) || day === false;
  return {
    reasons,
    score,
    isPlaced: isRoom || isTrack,
    isInConference: isNamed || index.isOneConference,
    isElsewhere,
    isContradicted: isElsewhere || (places.rooms.size + places.tracks.size > 0 && !isRoom && !isTrack),
    isSlot: isRoom && day === true && isTime,
    inName,
  };
}

/** A folder names a track when it is the track, or a good part of it: `crossdistro` of `CrossDistribution`. */
function names(folder: string, track: string): boolean {
  if (folder === track) return true;
  const [short, long] = folder.length <= track.length ? [folder, track] : [track, folder];
  if (short.length < 4) return false;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common++;
  return common >= 4 && common >= short.length - 1 && (common >= 6 || common === short.length);
}

/** Whether the path names the talk's day; null where it names none. */
function dayFit(talk: FoldedTalk, clues: PathClues, index: MatchIndex): boolean | null {
  const { day, conference } = talk.candidate;
  if (day === null) return null;
  const known = conference === null ? [] : (index.days.get(conference.id) ?? []);
  // A date outside the conference is that of an upload or of an edit.
  const dates = [...clues.dates].filter((date) => known.length === 0 || known.includes(date));
  if (dates.length > 0) return dates.includes(day);
  const numbers = [...clues.dayNumbers].filter((number) => number <= known.length);
  if (numbers.length > 0) return numbers.includes(known.indexOf(day) + 1);
  if (clues.weekdays.size === 0) return null;
  return clues.weekdays.has(new Date(`${day}T12:00:00Z`).getUTCDay()) ? true : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes after midnight where the conference is. */
function startTime({ candidate }: FoldedTalk): number | null {
  if (candidate.startMs === null || candidate.conference === null) return null;
  const { timeZone } = candidate.conference;
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
    formats.set(timeZone, format);
  }
  const [hours = 0, minutes = 0] = format.format(candidate.startMs).split(':').map(Number);
  return hours * 60 + minutes;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
