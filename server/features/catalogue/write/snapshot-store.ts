import type { Db } from '#server/db/open.ts';
import type { TalkRecord, TalkText } from './talk-store.ts';

export interface SnapshotTalk extends TalkRecord {
  deleted_ms: number | null;
  withdrawn_ms: number | null;
  is_imported: number;
  recordings: number;
  track: string | null;
}

export interface SnapshotSlot {
  talk_id: number;
  day: string | null;
  start_ms: number | null;
  duration_ms: number | null;
  room: string | null;
}

export interface SnapshotBilling {
  talk_id: number;
  surviving_id: number;
  name_id: number;
  name: string;
  affiliation: string | null;
}

/** Statements that read all talks of a conference at once, drafts and the bin too. */
export function createSnapshotStore(db: Db) {
  const talks = db.prepare<{ id: number | null }, SnapshotTalk>(`
    SELECT t.id, t.guid, t.slug, t.conference_id, t.track_id, t.language, t.position, t.licence, t.recording_plan,
      t.visibility, t.is_sample, t.first_public_ms, t.deleted_ms, t.withdrawn_ms, t.is_imported, k.name AS track,
      (SELECT count(*) FROM recordings r WHERE r.talk_id = t.id AND r.deleted_ms IS NULL) AS recordings
    FROM talks t LEFT JOIN tracks k ON k.id = t.track_id WHERE t.conference_id IS :id ORDER BY t.position, t.id`);
  const texts = db.prepare<{ id: number | null }, TalkText & { talk_id: number }>(`
    SELECT x.talk_id, x.language, x.title, x.subtitle, x.abstract, x.abstract_html, x.sort_key
    FROM talks t CROSS JOIN talk_texts x ON x.talk_id = t.id WHERE t.conference_id IS :id`);
  const slots = db.prepare<{ id: number | null }, SnapshotSlot>(`
    SELECT s.talk_id, s.day, s.start_ms, s.duration_ms, r.name AS room
    FROM talks t CROSS JOIN talk_slots s ON s.talk_id = t.id LEFT JOIN rooms r ON r.id = s.room_id
    WHERE t.conference_id IS :id ORDER BY s.id`);
  const billings = db.prepare<{ id: number | null }, SnapshotBilling>(`
    SELECT b.talk_id, p.surviving_id, b.name_id, n.name, b.affiliation
    FROM talks t CROSS JOIN talk_speakers b ON b.talk_id = t.id
    CROSS JOIN speakers p ON p.id = b.speaker_id CROSS JOIN speaker_names n ON n.id = b.name_id
    WHERE t.conference_id IS :id ORDER BY b.talk_id, b.position`);
  const tags = db.prepare<{ id: number | null }, { talk_id: number; slug: string; name: string }>(`
    SELECT q.talk_id, g.slug, g.name
    FROM talks t CROSS JOIN talk_tags q ON q.talk_id = t.id CROSS JOIN tags g ON g.id = q.tag_id
    WHERE t.conference_id IS :id`);
  const links = db.prepare<{ id: number | null }, { talk_id: number; title: string; url: string }>(`
    SELECT l.talk_id, l.title, l.url FROM talks t CROSS JOIN talk_links l ON l.talk_id = t.id
    WHERE t.conference_id IS :id ORDER BY l.id`);
  const sources = db.prepare<{ id: number | null }, { talk_id: number; source: string; source_id: string }>(`
    SELECT q.talk_id, q.source, q.source_id FROM talks t CROSS JOIN talk_sources q ON q.talk_id = t.id
    WHERE t.conference_id IS :id`);
  const edited = db.prepare<{ id: number | null }, { talk_id: number; field: string }>(`
    SELECT e.entity_id AS talk_id, e.field
    FROM talks t CROSS JOIN edited_fields e ON e.entity = 'talk' AND e.entity_id = t.id
    WHERE t.conference_id IS :id`);
  const elsewhere = db.prepare<
    { guids: string; id: number | null },
    { guid: string; slug: string; is_binned: number }
  >(`
    SELECT t.guid, t.slug, t.deleted_ms IS NOT NULL AS is_binned
    FROM json_each(:guids) j CROSS JOIN talks t ON t.guid = j.value WHERE t.conference_id IS NOT :id`);
  return {
    talks: (id: number | null) => talks.all({ id }),
    texts: (id: number | null) => texts.all({ id }),
    slots: (id: number | null) => slots.all({ id }),
    billings: (id: number | null) => billings.all({ id }),
    tags: (id: number | null) => tags.all({ id }),
    links: (id: number | null) => links.all({ id }),
    sources: (id: number | null) => sources.all({ id }),
    editedFields: (id: number | null) => edited.all({ id }),
    /** Which of some guids are those of talks that are not of a conference. */
    elsewhere: (id: number | null, guids: readonly string[]) =>
      elsewhere.all({ id, guids: JSON.stringify(guids) }),
  };
}

export type SnapshotStore = ReturnType<typeof createSnapshotStore>;
