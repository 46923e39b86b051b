import type { Db } from '#server/db/open.ts';

export interface TalkCardRow {
  id: number;
  slug: string;
  guid: string;
  language: string | null;
  position: number;
  recording_plan: 'will' | 'none' | 'opted_out';
  is_sample: number;
  first_public_ms: number | null;
  conference_id: number | null;
  conference_slug: string | null;
  conference_language: string | null;
  conference_accent: string | null;
  track: string | null;
  day: string | null;
  start_ms: number | null;
  planned_ms: number | null;
  room: string | null;
}

export interface TitleRow {
  owner_id: number;
  language: string;
  title: string;
}

export interface BilledSpeakerRow {
  talk_id: number;
  speaker_id: number;
  slug: string;
  affiliation: string | null;
  billed_name: string;
  billed_script: string;
  main_name: string | null;
}

export interface RecordingFactRow {
  talk_id: number;
  recording_id: string;
  version_id: string | null;
  duration_ms: number | null;
  /** JSON of the manifest's poster. */
  poster: string | null;
  has_unfinished_job: number;
  /** JSON array of BCP 47 tags. */
  caption_languages: string;
}

/** Statements behind lists of talks: one each for a whole page, given the talks' ids as a JSON array. */
export function createCardStore(db: Db) {
  const talks = db.prepare<{ ids: string }, TalkCardRow>(`
    SELECT t.id, t.slug, t.guid, t.language, t.position, t.recording_plan, t.is_sample, t.first_public_ms,
      t.conference_id, c.slug AS conference_slug, c.language AS conference_language, c.accent AS conference_accent,
      tr.name AS track,
      sl.day, sl.start_ms, sl.duration_ms AS planned_ms, rm.name AS room
    FROM json_each(:ids) j
    CROSS JOIN public_talks t ON t.id = j.value
    LEFT JOIN conferences c ON c.id = t.conference_id
    LEFT JOIN tracks tr ON tr.id = t.track_id
    LEFT JOIN talk_slots sl ON sl.id = (
      SELECT s.id FROM talk_slots s WHERE s.talk_id = t.id
      ORDER BY s.start_ms IS NULL, s.start_ms, s.day, s.id LIMIT 1)
    LEFT JOIN rooms rm ON rm.id = sl.room_id
    ORDER BY j.key`);
  const titles = db.prepare<{ ids: string }, TitleRow>(`
    SELECT tt.talk_id AS owner_id, tt.language, tt.title
    FROM json_each(:ids) j
    CROSS JOIN public_talks p ON p.id = j.value
    CROSS JOIN talk_texts tt ON tt.talk_id = p.id`);
  const conferenceTitles = db.prepare<{ ids: string }, TitleRow>(`
    SELECT ct.conference_id AS owner_id, ct.language, ct.title
    FROM json_each(:ids) j
    CROSS JOIN public_conferences p ON p.id = j.value
    CROSS JOIN conference_texts ct ON ct.conference_id = p.id`);
  const speakers = db.prepare<{ ids: string; script: string }, BilledSpeakerRow>(`
    SELECT v.talk_id, v.speaker_id, s.slug, v.affiliation, billed.name AS billed_name,
      billed.script AS billed_script,
      (SELECT n.name FROM speaker_names n
        WHERE n.speaker_id = v.speaker_id AND n.kind = 'main' AND n.script = :script
        ORDER BY n.id LIMIT 1) AS main_name
    FROM json_each(:ids) j
    CROSS JOIN public_talk_speakers v ON v.talk_id = j.value
    CROSS JOIN speakers s ON s.id = v.speaker_id
    CROSS JOIN speaker_names billed ON billed.id = v.name_id
    ORDER BY v.talk_id, v.position, v.speaker_id`);
  const recordingFacts = db.prepare<{ ids: string }, RecordingFactRow>(`
    SELECT p.talk_id, r.id AS recording_id, v.id AS version_id, v.duration_ms,
      v.manifest -> '$.poster' AS poster,
      EXISTS (SELECT 1 FROM jobs b WHERE b.recording_id = r.id AND b.state IN ('queued', 'running'))
        AS has_unfinished_job,
      (SELECT json_group_array(DISTINCT k.value ->> '$.language') FROM json_each(v.manifest, '$.captions') k
        WHERE k.value ->> '$.language' IS NOT NULL) AS caption_languages
    FROM json_each(:ids) j
    CROSS JOIN public_recordings p ON p.talk_id = j.value
    CROSS JOIN recordings r ON r.id = p.id
    LEFT JOIN versions v ON v.id = (
      SELECT w.id FROM versions w WHERE w.recording_id = r.id AND w.state IN ('growing', 'whole')
      ORDER BY w.state DESC LIMIT 1)`);
  const json = (ids: readonly number[]) => JSON.stringify(ids);
  return {
    talks: (ids: readonly number[]) => talks.all({ ids: json(ids) }),
    titles: (ids: readonly number[]) => titles.all({ ids: json(ids) }),
    conferenceTitles: (ids: readonly number[]) => conferenceTitles.all({ ids: json(ids) }),
    speakers: (ids: readonly number[], script: string) => speakers.all({ ids: json(ids), script }),
    recordingFacts: (ids: readonly number[]) => recordingFacts.all({ ids: json(ids) }),
  };
}

export type CardStore = ReturnType<typeof createCardStore>;
