import type { Db } from '#server/db/open.ts';

export interface ProgrammeRow {
  id: number;
  slug: string;
  title: string;
  /** JSON array of names. */
  speakers: string;
  day: string | null;
  start_ms: number | null;
  room: string | null;
  visibility: 'draft' | 'unlisted' | 'public';
  recording_plan: 'will' | 'none' | 'opted_out';
  withdrawn_ms: number | null;
}

export interface FoundSpeakerRow {
  id: number;
  slug: string;
  name: string;
  sort_key: string;
  rank: number;
  /** JSON array of names. */
  other_names: string;
  affiliation: string | null;
  talk_count: number;
  photo_id: string | null;
  is_theirs: number;
}

interface SpeakerQuery {
  script: string;
  actor: string | null;
  /** JSON array of conferences. */
  conferences: string;
  is_admin: number;
  rank: number;
  sortKey: string;
  id: number;
  limit: number;
}

const isTheirs = `(:is_admin OR x.created_by = :actor OR EXISTS (
  SELECT 1 FROM speakers m JOIN talk_speakers ts ON ts.speaker_id = m.id JOIN talks t ON t.id = ts.talk_id
  WHERE m.surviving_id = x.id AND t.deleted_ms IS NULL
    AND t.conference_id IN (SELECT value FROM json_each(:conferences))))`;
const isSeen = `(${isTheirs} OR EXISTS (SELECT 1 FROM public_speaker_talks v WHERE v.speaker_id = x.id))`;
const found = `
  x.id, x.slug, n.name, l.sort_key, l.rank, x.photo_id, ${isTheirs} AS is_theirs,
  (SELECT json_group_array(a.name) FROM speaker_names a
    WHERE a.speaker_id = x.id AND a.kind <> 'hidden' AND a.id <> n.id) AS other_names,
  (SELECT ts.affiliation FROM speakers m JOIN talk_speakers ts ON ts.speaker_id = m.id
    WHERE m.surviving_id = x.id AND ts.affiliation IS NOT NULL ORDER BY ts.talk_id DESC LIMIT 1) AS affiliation,
  (SELECT count(*) FROM speakers m JOIN talk_speakers ts ON ts.speaker_id = m.id JOIN talks t ON t.id = ts.talk_id
    WHERE m.surviving_id = x.id AND t.deleted_ms IS NULL) AS talk_count`;
const rest = `
  JOIN speaker_names n ON n.id = l.name_id
  WHERE x.deleted_ms IS NULL AND x.merged_into_id IS NULL
    AND (l.rank, l.sort_key, x.id) > (:rank, :sortKey, :id) AND ${isSeen}
  ORDER BY l.rank, l.sort_key, x.id LIMIT :limit`;

/** Statements behind the lists that organizers choose from: drafts too. */
export function createEditListStore(db: Db) {
  const programme = db.prepare<[number], ProgrammeRow>(`
    SELECT t.id, t.slug, t.visibility, t.recording_plan, t.withdrawn_ms,
      coalesce((SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id
        ORDER BY x.language <> coalesce(t.language, c.language), x.language <> 'en', x.language LIMIT 1),
        t.slug) AS title,
      (SELECT json_group_array(b.name) FROM (
        SELECT n.name FROM talk_speakers ts JOIN speaker_names n ON n.id = ts.name_id
        JOIN speakers s ON s.id = ts.speaker_id
        WHERE ts.talk_id = t.id AND s.deleted_ms IS NULL ORDER BY ts.position) b) AS speakers,
      sl.day, sl.start_ms, r.name AS room
    FROM talks t JOIN conferences c ON c.id = t.conference_id
    LEFT JOIN talk_slots sl ON sl.id = (
      SELECT s.id FROM talk_slots s WHERE s.talk_id = t.id
      ORDER BY s.start_ms IS NULL, s.start_ms, s.day, s.id LIMIT 1)
    LEFT JOIN rooms r ON r.id = sl.room_id
    WHERE t.conference_id = ? AND t.deleted_ms IS NULL
    ORDER BY sl.day IS NULL, sl.day, sl.start_ms IS NULL, sl.start_ms, t.position, t.id`);
  const all = db.prepare<SpeakerQuery, FoundSpeakerRow>(
    `SELECT ${found} FROM speaker_listing l JOIN speakers x ON x.id = l.speaker_id AND l.script = :script ${rest}`,
  );
  const matching = db.prepare<SpeakerQuery & { match: string }, FoundSpeakerRow>(`
    SELECT ${found}
    FROM (SELECT DISTINCT s.surviving_id AS id
      FROM speaker_search f CROSS JOIN speakers s ON s.id = f.rowid WHERE speaker_search MATCH :match) m
    CROSS JOIN speakers x ON x.id = m.id
    CROSS JOIN speaker_listing l ON l.speaker_id = x.id AND l.script = :script ${rest}`);
  return {
    programme: (conferenceId: number) => programme.all(conferenceId),
    speakers: (query: SpeakerQuery) => all.all(query),
    /** @param query.match an FTS5 expression of `parseQuery` */
    matchingSpeakers: (query: SpeakerQuery & { match: string }) => matching.all(query),
  };
}

export type EditListStore = ReturnType<typeof createEditListStore>;
