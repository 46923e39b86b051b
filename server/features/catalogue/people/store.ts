import type { Db } from '#server/db/open.ts';

export interface ProposalRow {
  speaker_id: number;
  other_id: number;
  score: number;
  /** JSON of the kind of likeness. */
  reason: string;
}

export interface PersonRow {
  id: number;
  slug: string;
  name: string;
  talk_count: number;
  /** JSON of up to three titles. */
  talks: string;
}

export interface MergeRow {
  id: number;
  kept_id: number;
  merged_id: number;
  moved: string;
  actor_name: string;
  at_ms: number;
}

/** What is proposed and done about speakers who may be one person; statements prepared once. */
export function createPeopleStore(db: Db) {
  const names = db.prepare<{ after: number; limit: number }, { id: number; names: string }>(
    `SELECT s.id, (SELECT json_group_array(n.name) FROM speaker_names n WHERE n.speaker_id = s.id) AS names
     FROM speakers s WHERE s.id > :after AND s.merged_into_id IS NULL AND s.deleted_ms IS NULL
     ORDER BY s.id LIMIT :limit`,
  );
  const mark = db
    .prepare<[], string>(
      `SELECT (SELECT count(*) || ' ' || coalesce(max(updated_ms), 0) FROM speakers) || ' ' ||
        (SELECT count(*) || ' ' || coalesce(max(id), 0) FROM speaker_names) || ' ' ||
        (SELECT count(*) FROM talk_speakers)`,
    )
    .pluck();
  const together = db
    .prepare<{ a: number; b: number }, number>(
      `SELECT 1 FROM speakers x JOIN talk_speakers tx ON tx.speaker_id = x.id
       JOIN talk_speakers ty ON ty.talk_id = tx.talk_id JOIN speakers y ON y.id = ty.speaker_id
       WHERE x.surviving_id = :a AND y.surviving_id = :b LIMIT 1`,
    )
    .pluck();
  const propose = db.prepare<ProposalRow & { now: number }>(
    `INSERT INTO speaker_merge_proposals (speaker_id, other_id, score, reason, made_ms)
     VALUES (:speaker_id, :other_id, :score, :reason, :now)
     ON CONFLICT (speaker_id, other_id) DO UPDATE SET score = excluded.score, reason = excluded.reason
       WHERE decision = 'open'`,
  );
  const openPairs = db.prepare<[], { speaker_id: number; other_id: number }>(
    `SELECT speaker_id, other_id FROM speaker_merge_proposals WHERE decision = 'open'`,
  );
  const drop = db.prepare<[number, number]>(
    `DELETE FROM speaker_merge_proposals WHERE speaker_id = ? AND other_id = ? AND decision = 'open'`,
  );
  const open = db.prepare<[], ProposalRow>(
    `SELECT p.speaker_id, p.other_id, p.score, p.reason FROM speaker_merge_proposals p
     CROSS JOIN speakers a ON a.id = p.speaker_id CROSS JOIN speakers b ON b.id = p.other_id
     WHERE p.decision = 'open' AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL
       AND a.deleted_ms IS NULL AND b.deleted_ms IS NULL
     ORDER BY p.score DESC, p.speaker_id, p.other_id`,
  );
  const decide = db.prepare<{
    a: number;
    b: number;
    decision: string;
    by: string | null;
    now: number | null;
  }>(
    `INSERT INTO speaker_merge_proposals (speaker_id, other_id, score, reason, decision, decided_by, decided_ms, made_ms)
     VALUES (:a, :b, 1, '{"kind":"hand"}', :decision, :by, :now, coalesce(:now, 0))
     ON CONFLICT (speaker_id, other_id) DO UPDATE
       SET decision = excluded.decision, decided_by = excluded.decided_by, decided_ms = excluded.decided_ms`,
  );
  const person = db.prepare<{ id: number; seen: string | null }, PersonRow>(
    `SELECT s.id, s.slug,
       coalesce((SELECT n.name FROM speaker_names n WHERE n.speaker_id = s.id
         ORDER BY n.kind = 'main' DESC, n.id LIMIT 1), s.slug) AS name,
       (SELECT count(*) FROM speakers m JOIN talk_speakers ts ON ts.speaker_id = m.id WHERE m.surviving_id = s.id) AS talk_count,
       (SELECT json_group_array(q.title) FROM (
         SELECT (SELECT x.title FROM talk_texts x WHERE x.talk_id = ts.talk_id ORDER BY x.language LIMIT 1) AS title
         FROM speakers m JOIN talk_speakers ts ON ts.speaker_id = m.id JOIN talks t ON t.id = ts.talk_id
         WHERE m.surviving_id = s.id AND t.deleted_ms IS NULL
           AND (:seen IS NULL OR t.conference_id IN (SELECT value FROM json_each(:seen))
             OR EXISTS (SELECT 1 FROM public_talks p WHERE p.id = t.id))
         ORDER BY ts.talk_id DESC LIMIT 3) q) AS talks
     FROM speakers s WHERE s.id = :id AND s.deleted_ms IS NULL`,
  );
  const pointer = db
    .prepare<[number], number | null>(
      'SELECT merged_into_id FROM speakers WHERE id = ? AND deleted_ms IS NULL',
    )
    .pluck();
  const pointingAt = db
    .prepare<[number], number>('SELECT id FROM speakers WHERE merged_into_id = ? ORDER BY id')
    .pluck();
  const point = db.prepare<{ id: number; at: number | null; now: number }>(
    'UPDATE speakers SET merged_into_id = :at, edition = edition + 1, updated_ms = :now WHERE id = :id',
  );
  const talkIds = db
    .prepare<[number], number>(
      `SELECT ts.talk_id FROM speakers m JOIN talk_speakers ts ON ts.speaker_id = m.id WHERE m.surviving_id = ?`,
    )
    .pluck();
  const addMerge = db.prepare<Omit<MergeRow, 'id'>>(
    `INSERT INTO speaker_merges (kept_id, merged_id, moved, actor_name, at_ms)
     VALUES (:kept_id, :merged_id, :moved, :actor_name, :at_ms)`,
  );
  const mergeColumns = `g.id, g.kept_id, g.merged_id, g.moved, g.actor_name, g.at_ms FROM speaker_merges g`;
  const merge = db.prepare<[number], MergeRow>(
    `SELECT ${mergeColumns} WHERE g.id = ? AND g.undone_ms IS NULL`,
  );
  const merges = db.prepare<[], MergeRow>(
    `SELECT ${mergeColumns} WHERE g.undone_ms IS NULL ORDER BY g.at_ms DESC, g.id DESC LIMIT 200`,
  );
  const undone = db.prepare<[number, number]>('UPDATE speaker_merges SET undone_ms = ? WHERE id = ?');
  return {
    /** All names of speakers that stand for themselves, in the order of their numbers. */
    names: (after: number, limit: number) => names.all({ after, limit }),
    /** Another text whenever speakers, their names or their talks changed. */
    mark: () => mark.get() ?? '',
    /** Whether a talk bills both: then they are two. */
    areTogether: (a: number, b: number) => together.get({ a, b }) === 1,
    propose: (row: ProposalRow, now: number) => void propose.run({ ...row, now }),
    openPairs: () => openPairs.all(),
    drop: (speakerId: number, otherId: number) => void drop.run(speakerId, otherId),
    open: () => open.all(),
    decide: (
      a: number,
      b: number,
      o: { decision: 'open' | 'merged' | 'rejected'; by: string | null; now: number | null },
    ) => void decide.run({ a: Math.min(a, b), b: Math.max(a, b), ...o }),
    /** @param seen JSON array of the conferences whose drafts are named; null = all, and those of none */
    person: (id: number, seen: string | null) => person.get({ id, seen }) ?? null,
    /** Into whom a speaker was merged; undefined where there is no such speaker. */
    pointer: (id: number) => pointer.get(id),
    pointingAt: (id: number) => pointingAt.all(id),
    point: (id: number, at: number | null, now: number) => void point.run({ id, at, now }),
    /** Talks of a speaker and of all merged into them. */
    talkIds: (id: number) => talkIds.all(id),
    addMerge: (row: Omit<MergeRow, 'id'>) => Number(addMerge.run(row).lastInsertRowid),
    merge: (id: number) => merge.get(id) ?? null,
    merges: () => merges.all(),
    markUndone: (id: number, now: number) => void undone.run(now, id),
  };
}

export type PeopleStore = ReturnType<typeof createPeopleStore>;
