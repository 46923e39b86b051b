import type { Board, BoardRecording, BoardTalk, UnmatchedRecording } from '#server/contract/wire.ts';
import type { BoardRecordingRow, BoardSlotRow, BoardStore } from './store.ts';
import { recordingState, talkState } from './talk-state.ts';

const isoOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** The board of a conference in a language; null where there is no such conference. */
export function readBoard(
  store: BoardStore,
  o: { conferenceId: number; language: string; nowMs: number },
): Board | null {
  const conference = store.conference(o.conferenceId, o.language);
  if (conference === undefined) return null;
  const slots = Map.groupBy(store.slots(conference.id), ({ talk_id }) => talk_id);
  const speakers = Map.groupBy(store.speakers(conference.id), ({ talk_id }) => talk_id);
  const recordings = Map.groupBy(store.recordings(conference.id), ({ talk_id }) => talk_id);
  const isOver = isDayOver(conference.end_day, { timeZone: conference.time_zone, nowMs: o.nowMs });
  return {
    conference: {
      id: conference.id,
      slug: conference.slug,
      title: conference.title ?? conference.slug,
      timeZone: conference.time_zone,
      isPublic: conference.visibility === 'public',
    },
    rooms: store.rooms(conference.id),
    talks: store.talks(conference.id, o.language).map((talk): BoardTalk => {
      const its = slots.get(talk.id) ?? [];
      const all = recordings.get(talk.id) ?? [];
      const shown = all.find(({ is_primary }) => is_primary === 1) ?? null;
      return {
        id: talk.id,
        slug: talk.slug,
        title: talk.title ?? talk.slug,
        speakers: (speakers.get(talk.id) ?? []).map(({ name }) => name),
        visibility: talk.visibility,
        isWithdrawn: talk.withdrawn_ms !== null,
        slots: its.map((slot) => ({
          day: slot.day,
          startsAt: isoOf(slot.start_ms),
          durationMs: slot.duration_ms,
          roomId: slot.room_id,
        })),
        state: talkState({ talk, recording: shown, isHeld: isHeld(its, { isOver, nowMs: o.nowMs }) }),
        recording: shown === null ? null : talkRecording(shown, all),
      };
    }),
    unmatched: store
      .unmatched(conference.id)
      .map((row): UnmatchedRecording => ({ ...recordingOf(row), state: recordingState(row) })),
  };
}

/** Over at its last known end; without a time, when the conference is over. */
function isHeld(slots: readonly BoardSlotRow[], o: { isOver: boolean; nowMs: number }): boolean {
  const ends = slots.flatMap(({ start_ms, duration_ms }) =>
    start_ms === null ? [] : [start_ms + (duration_ms ?? 0)],
  );
  return ends.length === 0 ? o.isOver : Math.min(...ends) <= o.nowMs;
}

/** Whether a day is over in a time zone; an unknown one is. */
export function isDayOver(day: string | null, o: { timeZone: string; nowMs: number }): boolean {
  if (day === null) return true;
  return day < new Intl.DateTimeFormat('sv', { timeZone: o.timeZone, dateStyle: 'short' }).format(o.nowMs);
}

function talkRecording(row: BoardRecordingRow, all: readonly BoardRecordingRow[]): BoardRecording {
  const replacement = all.find((other) => other.replaces_id === row.id);
  return {
    ...recordingOf(row),
    others: all.length - 1,
    replacedBy: replacement === undefined ? null : { id: replacement.id, job: jobOf(replacement) },
  };
}

function recordingOf(row: BoardRecordingRow) {
  return {
    id: row.id,
    arrivedAs: row.arrived_as,
    publication: row.publication,
    durationMs: row.version_duration_ms,
    isReady: row.is_complete === 1,
    releaseAt: isoOf(row.release_at_ms),
    error: row.is_complete === null && row.job_state === 'failed' ? (row.error ?? row.job_error) : null,
    job: jobOf(row),
  };
}

function jobOf(row: BoardRecordingRow): BoardRecording['job'] {
  if (row.job_id === null || row.job_state === null) return null;
  return {
    id: row.job_id,
    state: row.job_state,
    progress: row.progress ?? 0,
    remainingMs: row.remaining_ms === null ? null : Math.max(0, Math.round(row.remaining_ms)),
  };
}
