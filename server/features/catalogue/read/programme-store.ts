import type { Db } from '#server/db/open.ts';

/** What filters and orders of a programme look at. */
export interface ProgrammeFact {
  id: number;
  language: string | null;
  track: string | null;
  track_name: string | null;
  day: string | null;
  start_ms: number | null;
  room: string | null;
  room_position: number | null;
  /** Of what can be watched, else as planned. */
  length_ms: number | null;
  is_watchable: number;
  /** When the recording arrived; null where there is nothing to watch. */
  recorded_ms: number | null;
  views: number;
}

/** Statements behind the programme of a conference: one reading of light rows, narrowed and sorted by who asks. */
export function createProgrammeStore(db: Db) {
  const facts = db.prepare<[number], ProgrammeFact>(`
    SELECT t.id, coalesce(t.language, c.language) AS language, tr.slug AS track, tr.name AS track_name,
      sl.day, sl.start_ms, rm.name AS room, rm.position AS room_position,
      coalesce(v.duration_ms, sl.duration_ms) AS length_ms, v.id IS NOT NULL AS is_watchable,
      (SELECT r.created_ms FROM recordings r WHERE r.id = v.recording_id) AS recorded_ms,
      coalesce((SELECT n.views FROM talk_view_totals n WHERE n.talk_id = t.id), 0) AS views
    FROM public_talks t
    CROSS JOIN conferences c ON c.id = t.conference_id
    LEFT JOIN tracks tr ON tr.id = t.track_id
    LEFT JOIN talk_slots sl ON sl.id = (
      SELECT s.id FROM talk_slots s WHERE s.talk_id = t.id
      ORDER BY s.start_ms IS NULL, s.start_ms, s.day, s.id LIMIT 1)
    LEFT JOIN rooms rm ON rm.id = sl.room_id
    LEFT JOIN versions v ON v.id = (
      SELECT w.id FROM public_recordings p CROSS JOIN versions w ON w.recording_id = p.id
      WHERE p.talk_id = t.id AND w.state IN ('growing', 'whole') ORDER BY w.state DESC LIMIT 1)
    WHERE t.conference_id = ?
    ORDER BY sl.day IS NULL, sl.day, sl.start_ms IS NULL, sl.start_ms, t.position, t.id`);
  const byTitle = db
    .prepare<{ id: number; reader: string }, number>(`
      SELECT t.id FROM public_talks t WHERE t.conference_id = :id
      ORDER BY (SELECT x.sort_key FROM talk_texts x WHERE x.talk_id = t.id
        ORDER BY CASE x.language WHEN :reader THEN 0 WHEN t.language THEN 1
          WHEN (SELECT c.language FROM conferences c WHERE c.id = t.conference_id) THEN 2
          WHEN 'en' THEN 3 ELSE 4 END, x.language LIMIT 1), t.id`)
    .pluck();
  const bySpeaker = db
    .prepare<{ id: number; slug: string; words: string }, number>(`
      SELECT DISTINCT v.talk_id FROM public_talks t
      CROSS JOIN public_talk_speakers v ON v.talk_id = t.id
      CROSS JOIN speakers s ON s.id = v.speaker_id
      CROSS JOIN speaker_names n ON n.speaker_id = s.id
      WHERE t.conference_id = :id AND (s.slug = :slug
        OR NOT EXISTS (SELECT 1 FROM json_each(:words) w WHERE instr(n.folded, w.value) = 0))`)
    .pluck();
  return {
    /** Public talks of a conference in the order of its programme. */
    facts: (conferenceId: number) => facts.all(conferenceId),
    /** Their ids by the title that a reader sees. */
    byTitle: (conferenceId: number, reader: string) => byTitle.all({ id: conferenceId, reader }),
    /** Ids of the talks of speakers of that slug, or with a name that has all these folded words. */
    bySpeaker: (conferenceId: number, slug: string, words: readonly string[]) =>
      bySpeaker.all({ id: conferenceId, slug, words: JSON.stringify(words) }),
  };
}

export type ProgrammeStore = ReturnType<typeof createProgrammeStore>;
