import type { ListSort } from '#server/contract/listing.ts';
import type { Db } from '#server/db/open.ts';

export interface TalkListingFilter {
  tagId: number | null;
  language: string | null;
  /** `YYYY`. */
  year: string | null;
  isRecorded: 0 | 1;
}

interface PageParameters extends TalkListingFilter {
  reader: string;
  limit: number;
  offset: number;
}

interface ValueCount {
  value: string;
  count: number;
}

const version = `EXISTS (SELECT 1 FROM versions w WHERE w.recording_id = r.id AND w.state IN ('growing', 'whole'))`;
const isWatchable = `EXISTS (SELECT 1 FROM public_recordings r WHERE r.talk_id = t.id AND ${version})`;

const filters = `(:language IS NULL OR coalesce(t.language,
        (SELECT c.language FROM conferences c WHERE c.id = t.conference_id)) = :language)
      AND (:isRecorded = 0 OR ${isWatchable})
      AND (:year IS NULL OR EXISTS (
        SELECT 1 FROM talk_slots y WHERE y.talk_id = t.id AND y.day >= :year AND y.day < :year || '~'))`;

const lastDay = '(SELECT max(s.day) FROM talk_slots s WHERE s.talk_id = t.id)';
const titleKey = `(SELECT x.sort_key FROM talk_texts x WHERE x.talk_id = t.id
      ORDER BY CASE x.language WHEN :reader THEN 0 WHEN t.language THEN 1
        WHEN (SELECT c.language FROM conferences c WHERE c.id = t.conference_id) THEN 2
        WHEN 'en' THEN 3 ELSE 4 END, x.language LIMIT 1)`;
const length = `(SELECT w.duration_ms FROM public_recordings r CROSS JOIN versions w ON w.recording_id = r.id
      WHERE r.talk_id = t.id AND w.state IN ('growing', 'whole') ORDER BY w.state DESC LIMIT 1)`;
const planned = '(SELECT max(s.duration_ms) FROM talk_slots s WHERE s.talk_id = t.id)';

const orders: Readonly<Record<ListSort, string>> = {
  newest: 't.first_public_ms DESC, t.id DESC',
  time: `${lastDay} DESC, t.id DESC`,
  title: `${titleKey}, t.id`,
  length: `coalesce(${length}, ${planned}, 9e15), t.id`,
  views: `coalesce((SELECT n.views FROM talk_view_totals n WHERE n.talk_id = t.id), 0) DESC,
      t.first_public_ms DESC, t.id DESC`,
};

const sources = {
  all: 'public_talks t',
  tag: 'talk_tags g CROSS JOIN public_talks t ON t.id = g.talk_id AND g.tag_id = :tagId',
} as const;

/** Statements behind the list of all talks, and of those with a tag. */
export function createTalkListingStore(db: Db) {
  const made = new Map<string, ReturnType<typeof prepare>>();
  function prepare(source: keyof typeof sources, sort: ListSort) {
    return db
      .prepare<PageParameters, number>(`
        SELECT t.id FROM ${sources[source]}
        WHERE ${filters}
        ORDER BY ${orders[sort]} LIMIT :limit OFFSET :offset`)
      .pluck();
  }
  const sourceOf = ({ tagId }: TalkListingFilter) => (tagId === null ? 'all' : 'tag');
  const count = (source: keyof typeof sources) =>
    db.prepare<TalkListingFilter, number>(`SELECT count(*) FROM ${sources[source]} WHERE ${filters}`).pluck();
  const counts = { all: count('all'), tag: count('tag') };
  const facet = (source: keyof typeof sources, value: string) =>
    db.prepare<{ tagId: number | null }, ValueCount>(`
      SELECT ${value} AS value, count(*) AS count FROM ${sources[source]}
      WHERE value IS NOT NULL GROUP BY 1`);
  const language =
    'coalesce(t.language, (SELECT c.language FROM conferences c WHERE c.id = t.conference_id))';
  const year = `substr(${lastDay}, 1, 4)`;
  const languages = { all: facet('all', language), tag: facet('tag', language) };
  const years = { all: facet('all', year), tag: facet('tag', year) };
  const tag = db.prepare<[string], { id: number; slug: string; name: string }>(
    'SELECT id, slug, name FROM tags WHERE slug = ?',
  );
  const topics = db.prepare<[number], { slug: string; name: string; count: number }>(`
    SELECT g.slug, g.name, count(*) AS count FROM tags g
    CROSS JOIN talk_tags tt ON tt.tag_id = g.id
    CROSS JOIN public_talks p ON p.id = tt.talk_id
    GROUP BY g.id ORDER BY count DESC, g.name LIMIT ?`);
  const revision = db.prepare<[], number>('SELECT revision FROM library').pluck();
  return {
    page(
      filter: TalkListingFilter,
      sort: ListSort,
      o: { reader: string; limit: number; offset: number },
    ): number[] {
      const key = `${sourceOf(filter)} ${sort}`;
      const statement = made.get(key) ?? prepare(sourceOf(filter), sort);
      made.set(key, statement);
      return statement.all({ ...filter, ...o });
    },
    count: (filter: TalkListingFilter) => counts[sourceOf(filter)].get(filter) ?? 0,
    languages: (tagId: number | null) => languages[tagId === null ? 'all' : 'tag'].all({ tagId }),
    years: (tagId: number | null) => years[tagId === null ? 'all' : 'tag'].all({ tagId }),
    tag: (slug: string) => tag.get(slug) ?? null,
    /** Tags by the number of their public talks. */
    topics: (limit: number) => topics.all(limit),
    revision: () => revision.get() ?? 0,
  };
}

export type TalkListingStore = ReturnType<typeof createTalkListingStore>;
