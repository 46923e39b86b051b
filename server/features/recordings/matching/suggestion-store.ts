import type { Db } from '#server/db/open.ts';
import type { MatchResult } from './score/find-match.ts';

interface SuggestionRow {
  recording_id: string;
  kind: MatchResult['kind'];
  best: string;
  room_long: string | null;
  duration_ms: number | null;
  made_ms: number;
}

/** A recording without a talk, whose suggestions are to be made. */
export interface UnmatchedRow {
  id: string;
  conference_id: number | null;
  arrived_as: string;
  duration_ms: number | null;
}

/** Keeps what was found for each recording; statements prepared once. Writers belong in a caller's transaction. */
export function createSuggestionStore(db: Db) {
  const put = db.prepare<SuggestionRow>(
    `INSERT INTO match_suggestions (recording_id, kind, best, room_long, duration_ms, made_ms)
     VALUES (:recording_id, :kind, :best, :room_long, :duration_ms, :made_ms)
     ON CONFLICT (recording_id) DO UPDATE
       SET kind = excluded.kind, best = excluded.best, room_long = excluded.room_long,
         duration_ms = excluded.duration_ms, made_ms = excluded.made_ms`,
  );
  const unmatched = db.prepare<{ after: string; limit: number }, UnmatchedRow>(
    `SELECT r.id, r.conference_id, o.arrived_as,
       coalesce(m.duration_ms, (SELECT max(v.duration_ms) FROM versions v WHERE v.recording_id = r.id)) AS duration_ms
     FROM recordings r JOIN originals o ON o.id = r.original_id
     LEFT JOIN match_suggestions m ON m.recording_id = r.id
     WHERE r.talk_id IS NULL AND r.cut_ms IS NULL AND r.deleted_ms IS NULL AND r.id > :after ORDER BY r.id LIMIT :limit`,
  );
  const rejected = db
    .prepare<[string], number>('SELECT talk_id FROM match_rejections WHERE recording_id = ?')
    .pluck();
  return {
    put: (recordingId: string, match: MatchResult, o: { durationMs: number | null; nowMs: number }) =>
      void put.run({
        recording_id: recordingId,
        duration_ms: o.durationMs,
        kind: match.kind,
        best: JSON.stringify(match.best),
        room_long: match.roomLong && JSON.stringify(match.roomLong),
        made_ms: o.nowMs,
      }),
    /** Recordings without a talk, in the order of their ids. */
    unmatched: (after: string, limit: number) => unmatched.all({ after, limit }),
    /** Talks that a person said it is not. */
    rejected: (recordingId: string): ReadonlySet<number> => new Set(rejected.all(recordingId)),
  };
}

export type SuggestionStore = ReturnType<typeof createSuggestionStore>;
