import type { Db } from '#server/db/open.ts';

export interface ExportConferenceRow {
  id: number;
  slug: string;
  acronym: string | null;
  language: string;
  start_day: string | null;
  end_day: string | null;
  time_zone: string;
  url: string | null;
  accent: string | null;
  licence: string | null;
}

export interface ExportTalkRow {
  id: number;
  guid: string;
  slug: string;
  language: string | null;
  licence: string | null;
  recording_plan: 'will' | 'none' | 'opted_out';
  track: string | null;
  updated_ms: number;
  source_id: string | null;
}

export interface ExportSlotRow {
  talk_id: number;
  day: string | null;
  start_ms: number | null;
  duration_ms: number | null;
  room: string | null;
}

export interface ExportTextRow {
  talk_id: number;
  language: string;
  title: string;
  subtitle: string | null;
  abstract: string | null;
  abstract_html: string | null;
}

export interface ExportPersonRow {
  talk_id: number;
  id: number;
  guid: string;
  name: string;
  affiliation: string | null;
}

/** Statements that read a whole public conference for its schedule. */
export function createScheduleExportStore(db: Db) {
  const conference = db.prepare<[string], ExportConferenceRow>(`
    SELECT id, slug, acronym, language, start_day, end_day, time_zone, url, accent, licence
    FROM public_conferences WHERE slug = ?`);
  const titles = db.prepare<[number], { language: string; title: string }>(
    'SELECT language, title FROM conference_texts WHERE conference_id = ? ORDER BY language',
  );
  const tracks = db.prepare<[number], { name: string; slug: string }>(`
    SELECT name, slug FROM tracks WHERE conference_id = ? ORDER BY id`);
  const talks = db.prepare<{ id: number; source: string }, ExportTalkRow>(`
    SELECT p.id, p.guid, p.slug, p.language, p.licence, p.recording_plan, tr.name AS track, t.updated_ms,
      (SELECT s.source_id FROM talk_sources s WHERE s.talk_id = p.id AND s.source = :source ORDER BY s.source_id LIMIT 1)
        AS source_id
    FROM public_talks p JOIN talks t ON t.id = p.id LEFT JOIN tracks tr ON tr.id = p.track_id
    WHERE p.conference_id = :id ORDER BY p.position, p.id`);
  const slots = db.prepare<[number], ExportSlotRow>(`
    SELECT s.talk_id, s.day, s.start_ms, s.duration_ms, r.name AS room
    FROM public_talks p CROSS JOIN talk_slots s ON s.talk_id = p.id LEFT JOIN rooms r ON r.id = s.room_id
    WHERE p.conference_id = ? ORDER BY s.talk_id, s.id`);
  const texts = db.prepare<[number], ExportTextRow>(`
    SELECT tt.talk_id, tt.language, tt.title, tt.subtitle, tt.abstract, tt.abstract_html
    FROM public_talks p CROSS JOIN talk_texts tt ON tt.talk_id = p.id WHERE p.conference_id = ?
    ORDER BY tt.talk_id, tt.language`);
  const persons = db.prepare<[number], ExportPersonRow>(`
    SELECT v.talk_id, s.id, s.guid, v.affiliation,
      CASE WHEN n.kind <> 'hidden' THEN n.name ELSE coalesce(
        (SELECT m.name FROM speaker_names m WHERE m.speaker_id = s.id AND m.kind = 'main' ORDER BY m.script <> n.script, m.id
          LIMIT 1), n.name) END AS name
    FROM public_talks p CROSS JOIN public_talk_speakers v ON v.talk_id = p.id
    CROSS JOIN speakers s ON s.id = v.speaker_id CROSS JOIN speaker_names n ON n.id = v.name_id
    WHERE p.conference_id = ? ORDER BY v.talk_id, v.position, s.id`);
  const links = db.prepare<[number], { talk_id: number; title: string; url: string }>(`
    SELECT l.talk_id, l.title, l.url FROM public_talks p CROSS JOIN talk_links l ON l.talk_id = p.id
    WHERE p.conference_id = ? ORDER BY l.talk_id, l.id`);
  const recordings = db.prepare<
    [number],
    { talk_id: number; id: string; version_id: string; duration_ms: number; downloads: string | null }
  >(`
    SELECT pr.talk_id, pr.id, v.id AS version_id, v.duration_ms, v.manifest -> '$.downloads' AS downloads
    FROM public_talks p CROSS JOIN public_recordings pr ON pr.talk_id = p.id
    CROSS JOIN versions v ON v.recording_id = pr.id AND v.state = 'whole'
    WHERE p.conference_id = ?`);
  return {
    conference: (slug: string) => conference.get(slug) ?? null,
    titles: (id: number) => titles.all(id),
    tracks: (id: number) => tracks.all(id),
    talks: (id: number, source: string) => talks.all({ id, source }),
    slots: (id: number) => slots.all(id),
    texts: (id: number) => texts.all(id),
    persons: (id: number) => persons.all(id),
    links: (id: number) => links.all(id),
    recordings: (id: number) => recordings.all(id),
  };
}

export type ScheduleExportStore = ReturnType<typeof createScheduleExportStore>;
