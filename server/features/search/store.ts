import type { Db } from '#server/db/open.ts';

export interface IndexRow {
  id: number;
  /** JSON arrays. */
  titles: string;
  abstracts: string;
  names: string;
  tags: string;
}

export interface SourceTextRow {
  talk_id: number;
  language: string;
  title: string;
  subtitle: string | null;
  abstract: string | null;
}

export interface SearchFilter {
  conference: string | null;
  language: string | null;
  tag: string | null;
}

export interface FacetRow {
  facet: 'total' | 'conference' | 'language' | 'tag';
  value: string;
  label: string;
  count: number;
  id: number;
}

export interface HitParameters extends SearchFilter {
  match: string;
  bound: number;
}

interface PageParameters extends HitParameters {
  afterRank: number | null;
  afterId: number | null;
  limit: number;
}

export interface WordRange {
  from: string;
  to: string;
  /** In characters. */
  minLength: number;
  maxLength: number;
  /** How many terms of the range are read, and how many of the right length are given. */
  maxRead: number;
  limit: number;
}

/** The filters of a search, on a talk `t` of public_talks. */
const filters = `(:conference IS NULL OR t.conference_id = (SELECT c.id FROM public_conferences c WHERE c.slug = :conference))
      AND (:language IS NULL OR t.language = :language)
      AND (:tag IS NULL OR EXISTS (
        SELECT 1 FROM talk_tags q JOIN tags g ON g.id = q.tag_id WHERE q.talk_id = t.id AND g.slug = :tag))`;

/** Statements behind the search of talks. */
export function createSearchStore(db: Db) {
  const drop = db.prepare<[number]>('DELETE FROM talk_search WHERE rowid = ?');
  const add = db.prepare<[number, string, string, string, string]>(
    'INSERT INTO talk_search (rowid, title, speakers, abstract, tags) VALUES (?, ?, ?, ?, ?)',
  );
  const indexLater = db.prepare<[string]>(
    'INSERT INTO talks_to_index (talk_id) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
  );
  const toIndex = db
    .prepare<[number], number>(
      'SELECT talk_id FROM talks_to_index WHERE talk_id > 0 ORDER BY talk_id LIMIT ?',
    )
    .pluck();
  const setIndexed = db.prepare<[string]>(
    'DELETE FROM talks_to_index WHERE talk_id IN (SELECT value FROM json_each(?))',
  );
  const indexRows = db.prepare<{ ids: string }, IndexRow>(`
    SELECT t.id,
      (SELECT json_group_array(x.title || ' ' || coalesce(x.subtitle, '')) FROM talk_texts x WHERE x.talk_id = t.id)
        AS titles,
      (SELECT json_group_array(x.abstract) FROM talk_texts x WHERE x.talk_id = t.id AND x.abstract IS NOT NULL)
        AS abstracts,
      (SELECT json_group_array(n.name) FROM public_talk_speakers v
        JOIN speakers s ON s.surviving_id = v.speaker_id
        JOIN speaker_names n ON n.speaker_id = s.id WHERE v.talk_id = t.id) AS names,
      (SELECT json_group_array(g.name) FROM talk_tags q JOIN tags g ON g.id = q.tag_id WHERE q.talk_id = t.id)
        AS tags
    FROM json_each(:ids) j CROSS JOIN public_talks t ON t.id = j.value`);
  const boundedCount = db
    .prepare<{ match: string; bound: number }, number>(
      'SELECT count(*) FROM (SELECT 1 FROM talk_search WHERE talk_search MATCH :match LIMIT :bound)',
    )
    .pluck();
  const byRank = db.prepare<PageParameters, { id: number; rank: number }>(`
    SELECT t.id, f.rank FROM (
      SELECT rowid AS id, rank FROM talk_search WHERE talk_search MATCH :match ORDER BY rank LIMIT :bound) f
    CROSS JOIN public_talks t ON t.id = f.id
    WHERE ${filters} AND (:afterId IS NULL OR (f.rank, t.id) > (:afterRank, :afterId))
    ORDER BY f.rank, t.id LIMIT :limit`);
  const newest = db.prepare<Omit<PageParameters, 'afterRank' | 'bound'>, { id: number; rank: number }>(`
    SELECT t.id, 0 AS rank FROM talk_search f CROSS JOIN public_talks t ON t.id = f.rowid
    WHERE talk_search MATCH :match AND f.rowid < coalesce(:afterId, 9223372036854775807) AND ${filters}
    ORDER BY f.rowid DESC LIMIT :limit`);
  const facets = db.prepare<HitParameters, FacetRow>(`
    WITH found AS MATERIALIZED (
      SELECT f.rowid AS id FROM talk_search f WHERE talk_search MATCH :match ORDER BY f.rowid DESC LIMIT :bound),
    hit AS MATERIALIZED (
      SELECT t.id, t.conference_id, t.language FROM found CROSS JOIN public_talks t ON t.id = found.id
      WHERE ${filters})
    SELECT 'total' AS facet, '' AS value, '' AS label, count(*) AS count, 0 AS id FROM hit
    UNION ALL SELECT facet, value, label, count, id FROM (
      SELECT 'conference' AS facet, c.slug AS value, c.slug AS label, n.count, c.id FROM (
        SELECT conference_id, count(*) AS count FROM hit WHERE conference_id IS NOT NULL GROUP BY conference_id) n
      CROSS JOIN public_conferences c ON c.id = n.conference_id ORDER BY n.count DESC, c.slug LIMIT 20)
    UNION ALL SELECT facet, value, label, count, id FROM (
      SELECT 'language' AS facet, language AS value, language AS label, count(*) AS count, 0 AS id FROM hit WHERE language IS NOT NULL
      GROUP BY language ORDER BY count(*) DESC, language LIMIT 20)
    UNION ALL SELECT facet, value, label, count, id FROM (
      SELECT 'tag' AS facet, g.slug AS value, g.name AS label, n.count, g.id FROM (
        SELECT q.tag_id, count(*) AS count FROM hit CROSS JOIN talk_tags q ON q.talk_id = hit.id GROUP BY q.tag_id) n
      CROSS JOIN tags g ON g.id = n.tag_id ORDER BY n.count DESC, g.name LIMIT 20)`);
  const texts = db.prepare<{ ids: string }, SourceTextRow>(`
    SELECT x.talk_id, x.language, x.title, x.subtitle, x.abstract
    FROM json_each(:ids) j CROSS JOIN public_talks t ON t.id = j.value
    CROSS JOIN talk_texts x ON x.talk_id = t.id ORDER BY x.talk_id, x.language`);
  const shownNames = db.prepare<{ ids: string }, { talk_id: number; name: string; script: string }>(`
    SELECT v.talk_id, n.name, n.script
    FROM json_each(:ids) j CROSS JOIN public_talk_speakers v ON v.talk_id = j.value
    CROSS JOIN speaker_names n ON n.speaker_id = v.speaker_id WHERE n.kind <> 'hidden'
    ORDER BY v.talk_id, v.position, n.id`);
  const tags = db.prepare<{ ids: string }, { talk_id: number; name: string }>(`
    SELECT q.talk_id, g.name
    FROM json_each(:ids) j CROSS JOIN public_talks t ON t.id = j.value
    CROSS JOIN talk_tags q ON q.talk_id = t.id CROSS JOIN tags g ON g.id = q.tag_id ORDER BY q.talk_id, g.name`);
  const words = db.prepare<WordRange, { term: string; doc: number }>(`
    SELECT term, doc FROM (SELECT term, doc FROM talk_search_words WHERE term >= :from AND term < :to LIMIT :maxRead)
    WHERE length(term) BETWEEN :minLength AND :maxLength LIMIT :limit`);
  const isWord = db.prepare<[string], number>('SELECT 1 FROM talk_search_words WHERE term = ?').pluck();
  const titlesLike = db
    .prepare<{ match: string }, number>(`
      SELECT t.id FROM (
        SELECT rowid AS id, rank FROM talk_search WHERE talk_search MATCH :match LIMIT 500) f
      CROSS JOIN public_talks t ON t.id = f.id ORDER BY f.rank, t.id LIMIT 6`)
    .pluck();
  const conferenceTitles = db.prepare<
    [],
    { slug: string; acronym: string | null; language: string; title: string }
  >(`
    SELECT c.slug, c.acronym, x.language, x.title FROM public_conferences c
    JOIN conference_texts x ON x.conference_id = c.id ORDER BY coalesce(c.start_day, '') DESC, c.id DESC`);
  const json = (ids: readonly number[]) => JSON.stringify(ids);
  return {
    drop: (id: number) => drop.run(id),
    add: (id: number, row: { title: string; speakers: string; abstract: string; tags: string }) =>
      add.run(id, row.title, row.speakers, row.abstract, row.tags),
    /** Notes talks whose rows are still to be written. */
    indexLater: (ids: readonly number[]) => indexLater.run(json(ids)),
    toIndex: (limit: number) => toIndex.all(limit),
    setIndexed: (ids: readonly number[]) => setIndexed.run(json(ids)),
    /** What the index is made of, for the public ones among some talks. */
    indexRows: (ids: readonly number[]) => indexRows.all({ ids: json(ids) }),
    /** Counts no further than a bound. */
    boundedCount: (match: string, bound: number) => boundedCount.get({ match, bound }) ?? 0,
    byRank: (o: PageParameters) => byRank.all(o),
    newest: ({ afterRank: _rank, bound: _bound, ...o }: PageParameters) => newest.all(o),
    /** How many hits there are, at most the bound, and how they are spread. */
    facets: (o: HitParameters) => facets.all(o),
    texts: (ids: readonly number[]) => texts.all({ ids: json(ids) }),
    shownNames: (ids: readonly number[]) => shownNames.all({ ids: json(ids) }),
    tags: (ids: readonly number[]) => tags.all({ ids: json(ids) }),
    /** Words of the index from one up to another, with the number of talks that have them. */
    words: (o: WordRange) => words.all(o),
    isWord: (term: string) => isWord.get(term) !== undefined,
    /** Ids of the talks whose titles match best. */
    titlesLike: (match: string) => titlesLike.all({ match }),
    conferenceTitles: () => conferenceTitles.all(),
  };
}

export type SearchStore = ReturnType<typeof createSearchStore>;
