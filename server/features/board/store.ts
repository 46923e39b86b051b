import type { Db } from '#server/db/open.ts';

export interface BoardConferenceRow {
  id: number;
  slug: string;
  title: string | null;
  time_zone: string;
  end_day: string | null;
  visibility: 'draft' | 'public';
}

export interface BoardTalkRow {
  id: number;
  slug: string;
  title: string | null;
  visibility: 'draft' | 'unlisted' | 'public';
  recording_plan: 'will' | 'none' | 'opted_out';
  withdrawn_ms: number | null;
}

export interface BoardSlotRow {
  talk_id: number;
  day: string | null;
  start_ms: number | null;
  duration_ms: number | null;
  room_id: number | null;
}

export interface BoardRecordingRow {
  id: string;
  talk_id: number | null;
  is_primary: number;
  publication: 'review' | 'published' | 'withdrawn';
  release_at_ms: number | null;
  replaces_id: string | null;
  error: string | null;
  arrived_as: string;
  version_duration_ms: number | null;
  /** Of the version that plays; null where none does. */
  is_complete: number | null;
  job_id: string | null;
  job_state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | null;
  progress: number | null;
  remaining_ms: number | null;
  job_error: string | null;
}

export interface OrganizedConferenceRow {
  id: number;
  slug: string;
  title: string | null;
  start_day: string | null;
  end_day: string | null;
  time_zone: string;
  visibility: 'draft' | 'public';
}

export interface CountsRow {
  talks: number;
  missing: number;
  needs_review: number;
  published: number;
  unmatched: number;
}

export interface OptOutRow {
  conference_id: number | null;
  title: string | null;
  recording_plan: BoardTalkRow['recording_plan'];
}

const conferenceTitle = `(SELECT x.title FROM conference_texts x WHERE x.conference_id = c.id
  ORDER BY x.language = :language DESC, x.language = c.language DESC, x.language LIMIT 1) AS title`;
const recording = `r.id, r.talk_id, r.is_primary, r.publication, r.release_at_ms, r.replaces_id, r.error, o.arrived_as,
  v.duration_ms AS version_duration_ms, v.is_complete,
  j.id AS job_id, j.state AS job_state, j.progress, j.remaining_ms, j.error AS job_error`;
const work = `CROSS JOIN originals o ON o.id = r.original_id
  LEFT JOIN versions v ON v.id = (SELECT w.id FROM versions w WHERE w.recording_id = r.id AND w.state IN ('whole', 'growing')
    ORDER BY w.state = 'whole' DESC LIMIT 1)
  LEFT JOIN jobs j ON j.id = (SELECT k.id FROM jobs k WHERE k.recording_id = r.id ORDER BY k.created_ms DESC, k.id DESC LIMIT 1)`;

/** What the board reads of a conference: five statements, however many talks; prepared once. */
export function createBoardStore(db: Db) {
  const conference = db.prepare<{ id: number; language: string }, BoardConferenceRow>(
    `SELECT c.id, c.slug, c.time_zone, c.end_day, c.visibility, ${conferenceTitle}
     FROM conferences c WHERE c.id = :id AND c.deleted_ms IS NULL`,
  );
  const rooms = db.prepare<[number], { id: number; name: string }>(
    'SELECT id, name FROM rooms WHERE conference_id = ? ORDER BY position, id',
  );
  const talks = db.prepare<{ id: number; language: string }, BoardTalkRow>(
    `SELECT t.id, t.slug, t.visibility, t.recording_plan, t.withdrawn_ms,
       coalesce(
         (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id AND x.language = :language),
         (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id AND x.language = t.language),
         (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id ORDER BY x.language LIMIT 1)) AS title
     FROM talks t WHERE t.conference_id = :id AND t.deleted_ms IS NULL ORDER BY t.position, t.id`,
  );
  const slots = db.prepare<[number], BoardSlotRow>(
    `SELECT s.talk_id, s.day, s.start_ms, s.duration_ms, s.room_id
     FROM talks t CROSS JOIN talk_slots s ON s.talk_id = t.id
     WHERE t.conference_id = ? AND t.deleted_ms IS NULL ORDER BY s.talk_id, s.start_ms, s.id`,
  );
  const speakers = db.prepare<[number], { talk_id: number; name: string }>(
    `SELECT ts.talk_id, n.name FROM talks t
     CROSS JOIN talk_speakers ts ON ts.talk_id = t.id
     CROSS JOIN speakers s ON s.id = ts.speaker_id
     CROSS JOIN speaker_names n ON n.id = ts.name_id
     WHERE t.conference_id = ? AND t.deleted_ms IS NULL AND s.deleted_ms IS NULL ORDER BY ts.talk_id, ts.position`,
  );
  const recordings = db.prepare<[number], BoardRecordingRow>(
    `SELECT ${recording} FROM talks t CROSS JOIN recordings r ON r.talk_id = t.id ${work}
     WHERE t.conference_id = ? AND t.deleted_ms IS NULL AND r.deleted_ms IS NULL
     ORDER BY r.talk_id, r.is_primary DESC, r.created_ms DESC`,
  );
  const unmatched = db.prepare<[number], BoardRecordingRow>(
    `SELECT ${recording} FROM recordings r ${work}
     WHERE r.conference_id = ? AND r.talk_id IS NULL AND r.cut_ms IS NULL AND r.deleted_ms IS NULL ORDER BY o.arrived_as, r.id`,
  );
  const conferences = db.prepare<{ language: string }, OrganizedConferenceRow>(
    `SELECT c.id, c.slug, c.start_day, c.end_day, c.time_zone, c.visibility, ${conferenceTitle}
     FROM conferences c WHERE c.deleted_ms IS NULL ORDER BY coalesce(c.start_day, '') DESC, c.id DESC`,
  );
  // The same as the states of the board, summed up where the rows are.
  const counts = db.prepare<{ id: number; isOver: number; now: number }, CountsRow>(
    `SELECT count(*) AS talks,
       coalesce(sum(t.recording_plan = 'will' AND r.id IS NULL AND t.withdrawn_ms IS NULL AND coalesce(
         (SELECT min(s.start_ms + coalesce(s.duration_ms, 0)) <= :now FROM talk_slots s
          WHERE s.talk_id = t.id AND s.start_ms IS NOT NULL), :isOver)), 0) AS missing,
       coalesce(sum(t.recording_plan <> 'opted_out' AND r.publication = 'review' AND r.release_at_ms IS NULL
         AND EXISTS (SELECT 1 FROM versions v WHERE v.recording_id = r.id AND v.state <> 'retired' AND v.is_complete = 1)), 0)
         AS needs_review,
       coalesce(sum(t.recording_plan <> 'opted_out' AND r.publication = 'published'
         AND EXISTS (SELECT 1 FROM versions v WHERE v.recording_id = r.id AND v.state <> 'retired')), 0) AS published,
       (SELECT count(*) FROM recordings u WHERE u.conference_id = :id AND u.talk_id IS NULL AND u.cut_ms IS NULL AND u.deleted_ms IS NULL)
         AS unmatched
     FROM talks t LEFT JOIN recordings r ON r.talk_id = t.id AND r.is_primary = 1 AND r.deleted_ms IS NULL
     WHERE t.conference_id = :id AND t.deleted_ms IS NULL`,
  );
  const talk = db.prepare<[number], OptOutRow>(
    `SELECT t.conference_id, t.recording_plan,
       (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id ORDER BY x.language = t.language DESC, x.language LIMIT 1)
         AS title
     FROM talks t WHERE t.id = ? AND t.deleted_ms IS NULL`,
  );
  const setPlan = db.prepare<{ id: number; plan: string; now: number }>(
    'UPDATE talks SET recording_plan = :plan, edition = edition + 1, updated_ms = :now WHERE id = :id',
  );
  const markEdited = db.prepare<{ id: number; now: number }>(
    `INSERT INTO edited_fields (entity, entity_id, field, edited_ms) VALUES ('talk', :id, 'recordingPlan', :now)
     ON CONFLICT DO UPDATE SET edited_ms = :now`,
  );
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
  const ownChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  return {
    conference: (id: number, language: string) => conference.get({ id, language }),
    rooms: (conferenceId: number) => rooms.all(conferenceId),
    talks: (id: number, language: string) => talks.all({ id, language }),
    slots: (conferenceId: number) => slots.all(conferenceId),
    speakers: (conferenceId: number) => speakers.all(conferenceId),
    /** Of all talks; of each talk the chosen one first. */
    recordings: (conferenceId: number) => recordings.all(conferenceId),
    unmatched: (conferenceId: number) => unmatched.all(conferenceId),
    /** All outside the bin, newest first. */
    conferences: (language: string) => conferences.all({ language }),
    counts: (id: number, o: { isOver: boolean; now: number }) =>
      counts.get({ id, isOver: o.isOver ? 1 : 0, now: o.now }),
    talk: (id: number) => talk.get(id),
    /** Writes by hand whether a talk is to be recorded; later imports keep it. */
    setPlan(id: number, plan: BoardTalkRow['recording_plan'], now: number) {
      setPlan.run({ id, plan, now });
      markEdited.run({ id, now });
    },
    /** Another text whenever anything was written, by this process or another one. */
    changeMark: () => `${dataVersion.get()}/${ownChanges.get()}`,
  };
}

export type BoardStore = ReturnType<typeof createBoardStore>;
