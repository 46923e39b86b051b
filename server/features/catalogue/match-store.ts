import type { Db } from '#server/db/open.ts';

/** What is known of a talk, to recognise a recording of it by the path of its file; drafts too. */
export interface MatchCandidate {
  talkId: number;
  guid: string;
  slug: string;
  /** Slugs it had before, and its ids in the programmes it came from. */
  aliases: readonly string[];
  /** In every language. */
  titles: readonly string[];
  subtitles: readonly string[];
  /** All names of all speakers, in every script, hidden ones too; one list a speaker. */
  speakers: readonly (readonly string[])[];
  /** `names` are acronym and titles. */
  conference: { id: number; slug: string; names: readonly string[]; timeZone: string } | null;
  room: string | null;
  track: string | null;
  day: string | null;
  startMs: number | null;
  durationMs: number | null;
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
  aliases: string;
  titles: string;
  subtitles: string;
  speakers: string;
  conference_id: number | null;
  conference_slug: string | null;
  conference_names: string;
  time_zone: string | null;
  day: string | null;
  room: string | null;
  track: string | null;
  start_ms: number | null;
  duration_ms: number | null;
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
  const candidateColumns = `t.id, t.guid, t.slug,
      (SELECT json_group_array(a.alias) FROM (
        SELECT s.slug AS alias FROM talk_slugs s WHERE s.talk_id = t.id AND s.slug <> t.slug
        UNION ALL SELECT s.source_id FROM talk_sources s WHERE s.talk_id = t.id) a) AS aliases,
      (SELECT json_group_array(x.title) FROM talk_texts x WHERE x.talk_id = t.id) AS titles,
      (SELECT json_group_array(x.subtitle) FROM talk_texts x WHERE x.talk_id = t.id AND x.subtitle IS NOT NULL) AS subtitles,
      (SELECT json_group_array(json((
          SELECT json_group_array(n.name) FROM speaker_names n WHERE n.speaker_id IN (ts.speaker_id, sp.surviving_id))))
        FROM talk_speakers ts JOIN speakers sp ON sp.id = ts.speaker_id WHERE ts.talk_id = t.id) AS speakers,
      c.id AS conference_id, c.slug AS conference_slug, c.time_zone,
      (SELECT json_group_array(x.name) FROM (
        SELECT c.acronym AS name WHERE c.acronym IS NOT NULL
        UNION SELECT y.title FROM conference_texts y WHERE y.conference_id = c.id) x) AS conference_names,
      sl.day, sl.start_ms, sl.duration_ms, rm.name AS room, k.name AS track
    FROM talks t
    LEFT JOIN conferences c ON c.id = t.conference_id
    LEFT JOIN tracks k ON k.id = t.track_id
    LEFT JOIN talk_slots sl ON sl.id = (SELECT min(s.id) FROM talk_slots s WHERE s.talk_id = t.id)
    LEFT JOIN rooms rm ON rm.id = sl.room_id`;
  const present = 't.deleted_ms IS NULL AND c.deleted_ms IS NULL';
  const candidates = db.prepare<{ after: number; limit: number }, CandidateRow>(
    `SELECT ${candidateColumns} WHERE t.id > :after AND ${present} ORDER BY t.id LIMIT :limit`,
  );
  const candidatesOf = db.prepare<{ after: number; limit: number; conference: number }, CandidateRow>(
    `SELECT ${candidateColumns} WHERE t.conference_id = :conference AND t.id > :after AND ${present}
     ORDER BY t.id LIMIT :limit`,
  );
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
  const conferenceId = db
    .prepare<[string], number>('SELECT id FROM conferences WHERE slug = ? AND deleted_ms IS NULL')
    .pluck();
  const knownById = db.prepare<[number], KnownRow>(`SELECT ${knownColumns} WHERE t.id = ?`);
  // Made by json_group_array of TEXT columns.
  const list = (json: string) => JSON.parse(json) as string[];
  return {
    /**
     * Talks outside the bin, drafts too, in the order of their numbers: a part of them, so that requests go on between.
     * @param o.conferenceId null = of all conferences and of none
     * @param o.after number of the last one that is known
     */
    matchCandidates(o: { conferenceId: number | null; after: number; limit: number }): MatchCandidate[] {
      const { conferenceId, ...part } = o;
      const rows =
        conferenceId === null
          ? candidates.all(part)
          : candidatesOf.all({ ...part, conference: conferenceId });
      return rows.map((row) => ({
        talkId: row.id,
        guid: row.guid,
        slug: row.slug,
        aliases: list(row.aliases),
        titles: list(row.titles),
        subtitles: list(row.subtitles),
        speakers: JSON.parse(row.speakers) as string[][],
        conference:
          row.conference_id === null || row.conference_slug === null
            ? null
            : {
                id: row.conference_id,
                slug: row.conference_slug,
                names: list(row.conference_names),
                timeZone: row.time_zone ?? 'UTC',
              },
        room: row.room,
        track: row.track,
        day: row.day,
        startMs: row.start_ms,
        durationMs: row.duration_ms,
      }));
    },

    /** The number of a conference, draft or public, outside the bin. */
    conferenceIdBySlug: (slug: string): number | null => conferenceId.get(slug) ?? null,

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
