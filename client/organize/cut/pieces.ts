import type { Board } from '#server/contract/wire.ts';
import { readTime, writeTime } from '../trim/typed-time.ts';

/** A part as it stands in the form: times as typed. */
export interface Row {
  key: number;
  talkId: number | null;
  /** As typed; becomes the talk's title when one is chosen. */
  talkText: string;
  start: string;
  end: string;
}

/** A talk that a part may be for. */
export interface CutTalk {
  id: number;
  /** Its title and speakers, as they are chosen from the list; unlike that of any other talk. */
  label: string;
  durationMs: number | null;
  hasRecording: boolean;
}

/** What was held in a room on a day, in order. */
export interface Session {
  key: string;
  label: string;
  talks: Array<{ id: number; startsMs: number; durationMs: number }>;
}

/** The talks of a conference, each by a label of its own. */
export function talksOf(board: Board): CutTalk[] {
  const seen = new Map<string, number>();
  return board.talks
    .filter((talk) => talk.state !== 'withdrawn')
    .map((talk) => {
      const speakers = talk.speakers.length === 0 ? '' : ` · ${talk.speakers.join(', ')}`;
      const plain = `${talk.title}${speakers}`;
      const count = (seen.get(plain) ?? 0) + 1;
      seen.set(plain, count);
      return {
        id: talk.id,
        label: count === 1 ? plain : `${plain} (${count})`,
        durationMs: talk.slots[0]?.durationMs ?? null,
        hasRecording: talk.recording !== null,
      };
    });
}

/** The rooms and days of a conference with the talks that were held there at known times. */
export function sessionsOf(board: Board, format: { day: (day: string) => string }): Session[] {
  const sessions = new Map<string, Session>();
  for (const talk of board.talks) {
    for (const { day, roomId, startsAt, durationMs } of talk.slots) {
      const room = board.rooms.find(({ id }) => id === roomId);
      if (day === null || room === undefined || startsAt === null || durationMs === null) continue;
      const key = `${day} ${room.id}`;
      const session = sessions.get(key) ?? { key, label: `${room.name}, ${format.day(day)}`, talks: [] };
      session.talks.push({ id: talk.id, startsMs: Date.parse(startsAt), durationMs });
      sessions.set(key, session);
    }
  }
  for (const { talks } of sessions.values()) talks.sort((a, b) => a.startsMs - b.startsMs);
  return [...sessions.values()].toSorted((a, b) => a.key.localeCompare(b.key));
}

/** Rows by the programme's times: the first talk begins at `firstMs`; what the file is too short for is left out. */
export function fillRows(
  session: Session,
  o: { firstMs: number; lengthMs: number | null; talks: readonly CutTalk[]; nextKey: () => number },
): Row[] {
  const origin = (session.talks[0]?.startsMs ?? 0) - o.firstMs;
  return session.talks.flatMap(({ id, startsMs, durationMs }) => {
    const talk = o.talks.find((one) => one.id === id);
    const from = startsMs - origin;
    const to = Math.min(from + durationMs, o.lengthMs ?? Number.POSITIVE_INFINITY);
    if (talk === undefined || to - from < 1000) return [];
    return [
      { key: o.nextKey(), talkId: id, talkText: talk.label, start: writeTime(from), end: writeTime(to) },
    ];
  });
}

/** The first other part that overlaps one, as its number; null where none does. */
export function overlapOf(rows: readonly Row[], index: number): number | null {
  const own = spanOf(rows[index]);
  if (own === null) return null;
  const other = rows.findIndex((row, i) => {
    const span = i === index ? null : spanOf(row);
    return span !== null && own.startMs < span.endMs && span.startMs < own.endMs;
  });
  return other < 0 ? null : other + 1;
}

function spanOf(row: Row | undefined): { startMs: number; endMs: number } | null {
  const startMs = readTime(row?.start ?? '');
  const endMs = readTime(row?.end ?? '');
  return startMs === null || endMs === null || endMs <= startMs ? null : { startMs, endMs };
}
