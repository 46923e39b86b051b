import type { Db } from '#server/db/open.ts';

export type TalkSort = 'newest' | 'title' | 'programme';

export interface TalkListFilter {
  conferenceId: number | null;
  speakerId: number | null;
  tagId: number | null;
  track: string | null;
  language: string | null;
}

/** Where a list starts: the filter that leaves the fewest talks. */
const sources = {
  all: 'public_talks t',
  conference: '(SELECT :conferenceId AS id) d CROSS JOIN public_talks t ON t.conference_id = d.id',
  speaker: `(SELECT DISTINCT v.talk_id FROM public_speaker_talks v WHERE v.speaker_id = :speakerId) d
      CROSS JOIN public_talks t ON t.id = d.talk_id`,
  tag: 'talk_tags g CROSS JOIN public_talks t ON t.id = g.talk_id AND g.tag_id = :tagId',
} as const;

const title = `(SELECT x.sort_key FROM talk_texts x WHERE x.talk_id = t.id
      ORDER BY CASE x.language WHEN :reader THEN 0 WHEN t.language THEN 1
        WHEN (SELECT c.language FROM conferences c WHERE c.id = t.conference_id) THEN 2
        WHEN 'en' THEN 3 ELSE 4 END, x.language LIMIT 1)`;

/** Day, start and position as one text that sorts as the programme does; unknown days and starts come last. */
const programme = `(SELECT coalesce(min(coalesce(s.day, '9999') || ' ' || coalesce(printf('%015d', s.start_ms), '9')), '9999 9')
      FROM talk_slots s WHERE s.talk_id = t.id) || printf(' %08d', t.position)`;

const sorts = {
  newest: { key: 'coalesce(t.first_public_ms, 0)', order: 't.first_public_ms DESC, t.id DESC', after: '<' },
  title: { key: title, order: 'sort_key, t.id', after: '>' },
  programme: { key: programme, order: 'sort_key, t.id', after: '>' },
} as const;

interface TalkListRow {
  id: number;
  sort_key: string | number;
}

interface TalkListParameters extends TalkListFilter {
  reader: string;
  afterKey: string | number | null;
  afterId: number | null;
  limit: number;
}

/** The twelve statements behind lists of talks: four places to start from, three orders. */
export function createTalkListStore(db: Db) {
  const prepareSort = (source: keyof typeof sources, sort: TalkSort) => {
    const { key, order, after } = sorts[sort];
    return db.prepare<TalkListParameters, TalkListRow>(`
      SELECT t.id, ${key} AS sort_key
      FROM ${sources[source]}
      WHERE (:conferenceId IS NULL OR t.conference_id = :conferenceId)
        AND (:language IS NULL OR t.language = :language)
        AND (:track IS NULL OR EXISTS (SELECT 1 FROM tracks k WHERE k.id = t.track_id AND k.slug = :track))
        AND (:tagId IS NULL OR EXISTS (SELECT 1 FROM talk_tags q WHERE q.talk_id = t.id AND q.tag_id = :tagId))
        AND (:speakerId IS NULL OR EXISTS (
          SELECT 1 FROM public_talk_speakers w WHERE w.talk_id = t.id AND w.speaker_id = :speakerId))
        AND (:afterId IS NULL OR (${key}, t.id) ${after} (:afterKey, :afterId)) AND :reader IS NOT NULL
      ORDER BY ${order} LIMIT :limit`);
  };
  const prepareSorts = (source: keyof typeof sources) => ({
    newest: prepareSort(source, 'newest'),
    title: prepareSort(source, 'title'),
    programme: prepareSort(source, 'programme'),
  });
  const statements = {
    all: prepareSorts('all'),
    conference: prepareSorts('conference'),
    speaker: prepareSorts('speaker'),
    tag: prepareSorts('tag'),
  };
  const tagId = db.prepare<[string], number>('SELECT id FROM tags WHERE slug = ?').pluck();
  return {
    page(
      filter: TalkListFilter,
      o: { sort: TalkSort; reader: string; after: readonly [string | number, number] | null; limit: number },
    ): TalkListRow[] {
      return statements[sourceOf(filter)][o.sort].all({
        ...filter,
        reader: o.reader,
        afterKey: o.after?.[0] ?? null,
        afterId: o.after?.[1] ?? null,
        limit: o.limit,
      });
    },
    tagId: (slug: string) => tagId.get(slug) ?? null,
  };
}

export type TalkListStore = ReturnType<typeof createTalkListStore>;

function sourceOf(filter: TalkListFilter): keyof typeof sources {
  if (filter.speakerId !== null) return 'speaker';
  if (filter.conferenceId !== null) return 'conference';
  return filter.tagId !== null ? 'tag' : 'all';
}
