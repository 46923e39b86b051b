import type { Db } from '#server/db/open.ts';

export interface SitemapTalkRow {
  id: number;
  slug: string;
  updated_ms: number;
  first_public_ms: number | null;
  title: string;
  abstract: string | null;
  recording_id: string | null;
  version_id: string | null;
  version_ms: number | null;
  duration_ms: number | null;
  /** Path of the poster inside the version's folder. */
  poster: string | null;
}

export interface SitemapPlaceRow {
  id: number;
  slug: string;
  updated_ms: number;
}

export interface Range {
  /** Exclusive. */
  after: number;
  /** Exclusive. */
  before: number;
  limit: number;
}

const text = (column: string) => `(SELECT x.${column} FROM talk_texts x WHERE x.talk_id = t.id
  ORDER BY x.language = t.language DESC, x.language LIMIT 1) AS ${column}`;

const hasPublicTalk = `EXISTS (SELECT 1 FROM public_speaker_talks v CROSS JOIN public_talks t ON t.id = v.talk_id
  WHERE v.speaker_id = s.id AND t.is_sample = 0)`;

/** What machines may find: everything public but the example. Ranges are of ids, read in their order. */
export function createDiscoveryStore(db: Db) {
  const talks = db.prepare<Range, SitemapTalkRow>(
    `SELECT t.id, t.slug, k.updated_ms, t.first_public_ms, ${text('title')}, ${text('abstract')},
       p.id AS recording_id, v.id AS version_id, v.created_ms AS version_ms, v.duration_ms,
       v.manifest ->> '$.poster.path' AS poster
     FROM public_talks t CROSS JOIN talks k ON k.id = t.id
     LEFT JOIN public_recordings p ON p.talk_id = t.id
     LEFT JOIN versions v ON v.recording_id = p.id AND v.state = 'whole'
     WHERE t.id > :after AND t.id < :before AND t.is_sample = 0 ORDER BY t.id LIMIT :limit`,
  );
  const speakers = db.prepare<Range, SitemapPlaceRow>(
    `SELECT s.id, s.slug, s.updated_ms FROM speakers s
     WHERE s.id > :after AND s.id < :before AND s.merged_into_id IS NULL AND s.deleted_ms IS NULL AND ${hasPublicTalk}
     ORDER BY s.id LIMIT :limit`,
  );
  const conferences = db.prepare<Range, SitemapPlaceRow>(
    `SELECT c.id, c.slug, k.updated_ms FROM public_conferences c CROSS JOIN conferences k ON k.id = c.id
     WHERE c.id > :after AND c.id < :before AND c.is_sample = 0 ORDER BY c.id LIMIT :limit`,
  );
  const lastTalk = db.prepare<[], number | null>('SELECT max(id) FROM talks').pluck();
  const lastSpeaker = db.prepare<[], number | null>('SELECT max(id) FROM speakers').pluck();
  const poster = db.prepare<[string], { width: number; height: number }>(
    `SELECT v.manifest ->> '$.poster.width' AS width, v.manifest ->> '$.poster.height' AS height
     FROM public_recordings p JOIN versions v ON v.recording_id = p.id
     WHERE p.id = ? AND v.state = 'whole' AND v.manifest ->> '$.poster.width' IS NOT NULL`,
  );
  return {
    talks: (range: Range) => talks.all(range),
    speakers: (range: Range) => speakers.all(range),
    conferences: (range: Range) => conferences.all(range),
    /** The largest number in use, public or not; 0 = none. */
    last: { talks: () => lastTalk.get() ?? 0, speakers: () => lastSpeaker.get() ?? 0 },
    /** Size of the poster of a public recording, in pixels. */
    posterSize: (recordingId: string) => poster.get(recordingId) ?? null,
  };
}

export type DiscoveryStore = ReturnType<typeof createDiscoveryStore>;
