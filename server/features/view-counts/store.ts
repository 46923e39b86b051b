import type { Db } from '#server/db/open.ts';

/** Statements behind the counts of views; a talk is there for those who can watch it. */
export function createViewStore(db: Db) {
  const watchable = db
    .prepare<{ slug: string }, number>(`
      SELECT t.id FROM public_talks t JOIN public_recordings p ON p.talk_id = t.id WHERE t.slug = :slug
      UNION ALL
      SELECT u.id FROM unlisted_talks u JOIN unlisted_recordings p ON p.talk_id = u.id WHERE u.unlisted_key = :slug
      LIMIT 1`)
    .pluck();
  const total = db.prepare<[number], number>('SELECT views FROM talk_view_totals WHERE talk_id = ?').pluck();
  const addDay = db.prepare<{ id: number; day: string; views: number }>(`
    INSERT INTO talk_views (talk_id, day, views) SELECT id, :day, :views FROM talks WHERE id = :id
    ON CONFLICT DO UPDATE SET views = views + excluded.views`);
  const addTotal = db.prepare<{ id: number; views: number }>(`
    INSERT INTO talk_view_totals (talk_id, views) SELECT id, :views FROM talks WHERE id = :id
    ON CONFLICT DO UPDATE SET views = views + excluded.views`);
  return {
    /** A talk that can be watched, by its slug or the random address of an unlisted one. */
    watchable: (slug: string) => watchable.get({ slug }) ?? null,
    total: (talkId: number) => total.get(talkId) ?? 0,
    /** Adds to the sums of a day (UTC, YYYY-MM-DD), all in one transaction; talks that are gone are left out. */
    add: db.transaction((day: string, views: ReadonlyMap<number, number>) => {
      for (const [id, count] of views) {
        addDay.run({ id, day, views: count });
        addTotal.run({ id, views: count });
      }
    }).immediate,
  };
}
