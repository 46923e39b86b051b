import type { Db } from '#server/db/open.ts';

/** What is known of a talk, to recognise a recording of it by the path of its file; drafts too. */
export interface MatchCandidate {
  talkId: number;
  guid: string;
  slug: string;
  /** In every language. */
  titles: readonly string[];
  /** All names of all speakers, in every script, hidden ones too; one list a speaker. */
  speakers: readonly (readonly string[])[];
  conference: { slug: string; acronym: string | null; titles: readonly string[] } | null;
  day: string | null;
  room: string | null;
  startMs: number | null;
  hasRecording: boolean;
}

/** A talk as organizers' commands know it. */
export interface KnownTalk {
  talkId: number;
  guid: string;
  slug: string;
  title: string;
  visibility: 'draft' | 'unlisted' | 'public';
  recordingPlan: 'will' | 'none' | 'opted_out';
  /** Whether a sure match is published by itself; talks without a conference are reviewed. */
  publish: 'auto' | 'review';
}

interface CandidateRow {
  id: number;
  guid: string;
  slug: string;
  titles: string;
  speakers: string;
  conference_slug: string | null;
  acronym: string | null;
  conference_titles: string;
  day: string | null;
  room: string | null;
  start_ms: number | null;
  has_recording: number;
}

interface KnownRow {
  id: number;
  guid: string;
  slug: string;
  title: string | null;
  visibility: KnownTalk['visibility'];
  recording_plan: KnownTalk['recordingPlan'];
  publish: KnownTalk['publish'];
}

/** Statements by which recordings find their talks. */
export function createMatchStore(db: Db) {
  const candidates = db.prepare<[], CandidateRow>(`
    SELECT t.id, t.guid, t.slug,
      (SELECT json_group_array(x.title) FROM talk_texts x WHERE x.talk_id = t.id) AS titles,
      (SELECT json_group_array(json((
          SELECT json_group_array(n.name) FROM speaker_names n WHERE n.speaker_id = ts.speaker_id)))
        FROM talk_speakers ts WHERE ts.talk_id = t.id) AS speakers,
      c.slug AS conference_slug, c.acronym,
      (SELECT json_group_array(x.title) FROM conference_texts x WHERE x.conference_id = c.id) AS conference_titles,
      sl.day, sl.start_ms, rm.name AS room,
      EXISTS (SELECT 1 FROM recordings r WHERE r.talk_id = t.id) AS has_recording
    FROM talks t
    LEFT JOIN conferences c ON c.id = t.conference_id
    LEFT JOIN talk_slots sl ON sl.id = (SELECT min(s.id) FROM talk_slots s WHERE s.talk_id = t.id)
    LEFT JOIN rooms rm ON rm.id = sl.room_id
    ORDER BY t.id`);
  const knownColumns = `t.id, t.guid, t.slug, t.visibility, t.recording_plan, coalesce(c.publish, 'review') AS publish,
      coalesce(
        (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id AND x.language = t.language),
        (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id ORDER BY x.language LIMIT 1)) AS title
    FROM talks t LEFT JOIN conferences c ON c.id = t.conference_id`;
  const known = db.prepare<{ text: string }, KnownRow>(`
    SELECT ${knownColumns} WHERE t.id = coalesce(
      (SELECT id FROM talks WHERE slug = :text),
      (SELECT id FROM talks WHERE guid = :text),
      (SELECT talk_id FROM talk_slugs WHERE slug = :text))`);
  const knownById = db.prepare<[number], KnownRow>(`SELECT ${knownColumns} WHERE t.id = ?`);
  // Made by json_group_array of TEXT columns.
  const list = (json: string) => JSON.parse(json) as string[];
  return {
    /** Every talk, drafts too. */
    matchCandidates: (): MatchCandidate[] =>
      candidates.all().map((row) => ({
        talkId: row.id,
        guid: row.guid,
        slug: row.slug,
        titles: list(row.titles),
        speakers: JSON.parse(row.speakers) as string[][],
        conference:
          row.conference_slug === null
            ? null
            : { slug: row.conference_slug, acronym: row.acronym, titles: list(row.conference_titles) },
        day: row.day,
        room: row.room,
        startMs: row.start_ms,
        hasRecording: row.has_recording === 1,
      })),

    /** A talk by its slug (an old one too) or guid; drafts too. */
    talkBySlugOrGuid(text: string): KnownTalk | null {
      const row = known.get({ text });
      return row ? knownTalk(row) : null;
    },

    /** A talk by its number; drafts too. */
    talkById(talkId: number): KnownTalk | null {
      const row = knownById.get(talkId);
      return row ? knownTalk(row) : null;
    },
  };
}

function knownTalk(row: KnownRow): KnownTalk {
  return {
    talkId: row.id,
    guid: row.guid,
    slug: row.slug,
    title: row.title ?? row.slug,
    visibility: row.visibility,
    recordingPlan: row.recording_plan,
    publish: row.publish,
  };
}
