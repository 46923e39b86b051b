import type { Db } from '#server/db/open.ts';

export interface MatchTalkRow {
  id: number;
  slug: string;
  title: string | null;
  speakers: string;
  room: string | null;
  day: string | null;
  start_ms: number | null;
  duration_ms: number | null;
  is_opted_out: number;
}

export interface MatchRecordingRow {
  id: string;
  talk_id: number | null;
  conference_id: number | null;
  arrived_as: string;
  size_bytes: number;
  publication: 'review' | 'published' | 'withdrawn';
  match_note: string | null;
  version_id: string | null;
  duration_ms: number | null;
  poster: string | null;
  kind: 'sure' | 'unsure' | 'none' | null;
  best: string | null;
  room_long: string | null;
  decision: 'talk' | 'not_in_programme' | null;
  decided_by: string | null;
}

export interface DecisionRow {
  recording_id: string;
  kind: 'talk' | 'not_in_programme';
  actor_name: string;
  at_ms: number;
  /** JSON {talkId}. */
  before: string;
}

const columns = `r.id, r.talk_id, coalesce(t.conference_id, r.conference_id) AS conference_id, o.arrived_as, o.size_bytes,
  r.publication, r.match_note, v.id AS version_id,
  coalesce(v.duration_ms, m.duration_ms) AS duration_ms, v.manifest ->> '$.poster.path' AS poster,
  m.kind, m.best, m.room_long, d.kind AS decision, d.actor_name AS decided_by
  FROM recordings r CROSS JOIN originals o ON o.id = r.original_id
  LEFT JOIN talks t ON t.id = r.talk_id
  LEFT JOIN versions v ON v.id = (SELECT w.id FROM versions w WHERE w.recording_id = r.id AND w.state IN ('whole', 'growing')
    ORDER BY w.state = 'whole' DESC LIMIT 1)
  LEFT JOIN match_suggestions m ON m.recording_id = r.id
  LEFT JOIN match_decisions d ON d.recording_id = r.id`;

/** What the matching page reads and writes; statements prepared once. Writers belong in a caller's transaction. */
export function createMatchesStore(db: Db) {
  const hasConference = db
    .prepare<[number], number>('SELECT 1 FROM conferences WHERE id = ? AND deleted_ms IS NULL')
    .pluck();
  const talks = db.prepare<{ id: number; language: string }, MatchTalkRow>(
    `SELECT t.id, t.slug, t.recording_plan = 'opted_out' AS is_opted_out,
       coalesce(
         (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id AND x.language = :language),
         (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id AND x.language = t.language),
         (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id ORDER BY x.language LIMIT 1)) AS title,
       (SELECT json_group_array(n.name ORDER BY ts.position) FROM talk_speakers ts
         CROSS JOIN speaker_names n ON n.id = ts.name_id WHERE ts.talk_id = t.id) AS speakers,
       s.day, s.start_ms, s.duration_ms, k.name AS room
     FROM talks t
     LEFT JOIN talk_slots s ON s.id = (SELECT min(y.id) FROM talk_slots y WHERE y.talk_id = t.id)
     LEFT JOIN rooms k ON k.id = s.room_id
     WHERE t.conference_id = :id AND t.deleted_ms IS NULL ORDER BY t.position, t.id`,
  );
  const unmatched = db.prepare<[number], MatchRecordingRow>(
    `SELECT ${columns} WHERE r.conference_id = ? AND r.talk_id IS NULL AND r.cut_ms IS NULL AND r.deleted_ms IS NULL
     ORDER BY o.arrived_as, r.id`,
  );
  const matched = db.prepare<[number], MatchRecordingRow>(
    `SELECT ${columns} WHERE r.talk_id IN (SELECT x.id FROM talks x WHERE x.conference_id = ? AND x.deleted_ms IS NULL)
       AND r.deleted_ms IS NULL ORDER BY o.arrived_as, r.id`,
  );
  const one = db.prepare<[string], MatchRecordingRow>(
    `SELECT ${columns} WHERE r.id = ? AND r.deleted_ms IS NULL`,
  );
  const putDecision = db.prepare<DecisionRow>(
    `INSERT INTO match_decisions (recording_id, kind, actor_name, at_ms, before)
     VALUES (:recording_id, :kind, :actor_name, :at_ms, :before)
     ON CONFLICT (recording_id) DO UPDATE
       SET kind = excluded.kind, actor_name = excluded.actor_name, at_ms = excluded.at_ms, before = excluded.before`,
  );
  const decision = db.prepare<[string], DecisionRow>(
    'SELECT recording_id, kind, actor_name, at_ms, before FROM match_decisions WHERE recording_id = ?',
  );
  const dropDecision = db.prepare<[string]>('DELETE FROM match_decisions WHERE recording_id = ?');
  const reject = db.prepare<[string, number, number]>(
    'INSERT INTO match_rejections (recording_id, talk_id, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    hasConference: (id: number) => hasConference.get(id) === 1,
    /** The programme in its order. */
    talks: (id: number, language: string) => talks.all({ id, language }),
    /** Recordings of a conference, those without a talk first. */
    recordings: (id: number) => [...unmatched.all(id), ...matched.all(id)],
    one: (id: string) => one.get(id) ?? null,
    putDecision: (row: DecisionRow) => void putDecision.run(row),
    decision: (recordingId: string) => decision.get(recordingId) ?? null,
    dropDecision: (recordingId: string) => void dropDecision.run(recordingId),
    reject: (recordingId: string, talkId: number, nowMs: number) =>
      void reject.run(recordingId, talkId, nowMs),
  };
}

export type MatchesStore = ReturnType<typeof createMatchesStore>;
