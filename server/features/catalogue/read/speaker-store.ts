import type { Db } from '#server/db/open.ts';

export interface SpeakerRow {
  id: number;
  slug: string;
  name: string;
  script: string;
  sort_key: string;
  /** JSON array of the other names that are shown. */
  other_names: string;
  affiliation: string | null;
  talk_count: number;
}

export interface SpeakerKey {
  id: number;
  rank: number;
  sort_key: string;
}

interface PageParameters {
  script: string;
  rank: number | null;
  sortKey: string | null;
  id: number | null;
  limit: number;
}

const isPublic = 'EXISTS (SELECT 1 FROM public_speaker_talks v WHERE v.speaker_id = l.speaker_id)';

/** Statements behind speakers as viewers see them: those with a public talk, merged ones under their survivor. */
export function createSpeakerStore(db: Db) {
  const page = db.prepare<PageParameters, SpeakerKey>(`
    SELECT l.speaker_id AS id, l.rank, l.sort_key FROM speaker_listing l
    WHERE l.script = :script AND (l.rank, l.sort_key, l.speaker_id) > (:rank, :sortKey, :id) AND ${isPublic}
    ORDER BY l.rank, l.sort_key, l.speaker_id LIMIT :limit`);
  const matching = db.prepare<PageParameters & { match: string }, SpeakerKey>(`
    SELECT l.speaker_id AS id, l.rank, l.sort_key
    FROM (SELECT DISTINCT s.surviving_id AS speaker_id
      FROM speaker_search f CROSS JOIN speakers s ON s.id = f.rowid WHERE speaker_search MATCH :match) m
    CROSS JOIN speaker_listing l ON l.speaker_id = m.speaker_id AND l.script = :script
    WHERE (l.rank, l.sort_key, l.speaker_id) > (:rank, :sortKey, :id) AND ${isPublic}
    ORDER BY l.rank, l.sort_key, l.speaker_id LIMIT :limit`);
  const best = db
    .prepare<{ match: string; limit: number }, number>(`
      SELECT l.speaker_id FROM (
        SELECT s.surviving_id AS speaker_id, min(f.rank) AS best
        FROM (SELECT rowid, rank FROM speaker_search WHERE speaker_search MATCH :match ORDER BY rank LIMIT 200) f
        CROSS JOIN speakers s ON s.id = f.rowid GROUP BY 1) l
      WHERE ${isPublic} ORDER BY l.best, l.speaker_id LIMIT :limit`)
    .pluck();
  const rows = db.prepare<{ ids: string; script: string }, SpeakerRow>(`
    SELECT s.id, s.slug, n.name, n.script, n.sort_key,
      (SELECT json_group_array(o.name) FROM speaker_names o
        WHERE o.speaker_id = s.id AND o.kind <> 'hidden' AND o.id <> n.id) AS other_names,
      (SELECT v.affiliation FROM public_speaker_talks v
        LEFT JOIN talk_slots sl ON sl.talk_id = v.talk_id
        WHERE v.speaker_id = s.id AND v.affiliation IS NOT NULL
        ORDER BY sl.day DESC, v.talk_id DESC LIMIT 1) AS affiliation,
      (SELECT count(DISTINCT v.talk_id) FROM public_speaker_talks v WHERE v.speaker_id = s.id) AS talk_count
    FROM json_each(:ids) j
    CROSS JOIN speakers s ON s.id = j.value
    CROSS JOIN speaker_listing l ON l.speaker_id = s.id AND l.script = :script
    CROSS JOIN speaker_names n ON n.id = l.name_id
    WHERE ${isPublic}
    ORDER BY j.key`);
  const firstFrom = db.prepare<
    { script: string; rank: number; key: string },
    { rank: number; sort_key: string }
  >(`
    SELECT l.rank, l.sort_key FROM speaker_listing l
    WHERE l.script = :script AND (l.rank, l.sort_key) > (:rank, :key) AND ${isPublic}
    ORDER BY l.rank, l.sort_key LIMIT 1`);
  const filed = db
    .prepare<{ script: string; heads: string; limit: number; offset: number }, number>(`
      SELECT l.speaker_id FROM json_each(:heads) h
      CROSS JOIN speaker_listing l ON l.script = :script AND l.rank = h.value ->> 0
        AND l.sort_key >= h.value ->> 1 AND l.sort_key < (h.value ->> 1) || char(0x10FFFF)
      WHERE ${isPublic}
      ORDER BY l.rank, l.sort_key, l.speaker_id LIMIT :limit OFFSET :offset`)
    .pluck();
  const names = db.prepare<[number], { name: string; script: string }>(`
    SELECT n.name, n.script FROM speaker_names n
    WHERE n.kind <> 'hidden' AND n.speaker_id IN (SELECT s.id FROM speakers s WHERE s.surviving_id = ?)
    ORDER BY n.kind = 'main' DESC, n.id`);
  const affiliations = db
    .prepare<[number], string>(`
      SELECT v.affiliation FROM public_speaker_talks v
      LEFT JOIN talk_slots sl ON sl.talk_id = v.talk_id
      WHERE v.speaker_id = ? AND v.affiliation IS NOT NULL
      GROUP BY v.affiliation ORDER BY max(coalesce(sl.day, '')) DESC, max(v.talk_id) DESC LIMIT 20`)
    .pluck();
  const coSpeakers = db.prepare<
    { id: number; script: string; limit: number },
    { slug: string; name: string; script: string; shared: number }
  >(`
    SELECT s.slug, n.name, n.script, d.shared FROM (
      SELECT other.speaker_id, count(DISTINCT other.talk_id) AS shared
      FROM public_speaker_talks own
      CROSS JOIN public_talk_speakers other ON other.talk_id = own.talk_id
      WHERE own.speaker_id = :id AND other.speaker_id <> :id GROUP BY 1) d
    CROSS JOIN speakers s ON s.id = d.speaker_id
    CROSS JOIN speaker_listing l ON l.speaker_id = s.id AND l.script = :script
    CROSS JOIN speaker_names n ON n.id = l.name_id
    ORDER BY d.shared DESC, l.rank, l.sort_key LIMIT :limit`);
  const surviving = db.prepare<{ slug: string }, { id: number; slug: string }>(`
    SELECT l.speaker_id AS id, survivor.slug
    FROM (SELECT surviving_id AS speaker_id FROM speakers WHERE slug = :slug
      UNION ALL SELECT s.surviving_id FROM speaker_slugs o CROSS JOIN speakers s ON s.id = o.speaker_id
        WHERE o.slug = :slug) l
    JOIN speakers survivor ON survivor.id = l.speaker_id
    WHERE ${isPublic}`);
  const biographies = db.prepare<[number], { language: string; biography: string }>(
    'SELECT language, biography FROM speaker_texts WHERE speaker_id = ?',
  );
  const talks = db
    .prepare<[number], number>(`
      SELECT d.talk_id FROM (SELECT DISTINCT v.talk_id FROM public_speaker_talks v WHERE v.speaker_id = ?) d
      ORDER BY (SELECT max(s.day) FROM talk_slots s WHERE s.talk_id = d.talk_id) DESC, d.talk_id DESC LIMIT 500`)
    .pluck();
  const first = { rank: -1, sortKey: '', id: 0 };
  type After = readonly [rank: number, sortKey: string, id: number] | null;
  const from = (after: After) =>
    after === null ? first : { rank: after[0], sortKey: after[1], id: after[2] };
  return {
    page: (script: string, after: After, limit: number) => page.all({ script, limit, ...from(after) }),
    /** @param match an FTS5 expression of `parseQuery` */
    matching: (match: string, script: string, after: After, limit: number) =>
      matching.all({ match, script, limit, ...from(after) }),
    /** Ids of speakers whose names match, best first. */
    best: (match: string, limit: number) => best.all({ match, limit }),
    /**
     * The first characters that names in the list of a script are filed under, with their rank: found by leaping from one
     * to the next.
     */
    heads(script: string): [rank: number, first: string][] {
      const found: [number, string][] = [];
      let at = { rank: -1, key: '' };
      for (;;) {
        const row = firstFrom.get({ script, ...at });
        if (!row) return found;
        const [head = ''] = row.sort_key;
        found.push([row.rank, head]);
        at = { rank: row.rank, key: `${head}\u{10FFFF}` };
      }
    },
    /** Ids of speakers filed under some of these. */
    filed: (script: string, heads: readonly (readonly [number, string])[], limit: number, offset: number) =>
      filed.all({ script, heads: JSON.stringify(heads), limit, offset }),
    /** Names that are shown, of those merged into the speaker too; main ones first. */
    names: (id: number) => names.all(id),
    affiliations: (id: number) => affiliations.all(id),
    coSpeakers: (id: number, script: string, limit: number) => coSpeakers.all({ id, script, limit }),
    rows: (ids: readonly number[], script: string) => rows.all({ ids: JSON.stringify(ids), script }),
    /** The public speaker that a slug stands for, which may be another one after a merge. */
    surviving: (slug: string) => surviving.get({ slug }) ?? null,
    biographies: (id: number) => biographies.all(id),
    /** Ids of a speaker's public talks, newest first. */
    talks: (id: number) => talks.all(id),
  };
}

export type SpeakerStore = ReturnType<typeof createSpeakerStore>;
