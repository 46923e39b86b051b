import type { Db } from '#server/db/open.ts';
import type { DeletableKind } from './store.ts';

export interface WhatGoesRow {
  talks: number;
  recordings: number;
  originals: number;
  original_bytes: number;
  caption_tracks: number;
  speakers: number;
  billings: number;
  public_talks: number;
}

/** Which talks and recordings go with a thing, as parts of one statement. */
const scopes: Readonly<Record<DeletableKind, { talks: string; recordings: string }>> = {
  conference: {
    talks: 'SELECT id FROM talks WHERE conference_id = CAST(:id AS INTEGER)',
    recordings: `SELECT r.id FROM recordings r WHERE r.talk_id IN (SELECT id FROM gone_talks)
      OR (r.talk_id IS NULL AND r.conference_id = CAST(:id AS INTEGER))`,
  },
  talk: {
    talks: 'SELECT id FROM talks WHERE id = CAST(:id AS INTEGER)',
    recordings: 'SELECT r.id FROM recordings r WHERE r.talk_id = CAST(:id AS INTEGER)',
  },
  speaker: {
    talks: 'SELECT id FROM talks WHERE 0',
    recordings: 'SELECT r.id FROM recordings r WHERE 0',
  },
  recording: {
    talks: 'SELECT id FROM talks WHERE 0',
    recordings: 'SELECT r.id FROM recordings r WHERE r.id = :id',
  },
};

/** Counts what goes when a thing is deleted; asked before anything happens. */
export function createWhatGoesStore(db: Db) {
  const statement = (kind: DeletableKind) =>
    db.prepare<{ id: string }, WhatGoesRow>(`
      WITH gone_talks AS (${scopes[kind].talks}), gone AS (${scopes[kind].recordings}),
      gone_originals AS (
        SELECT DISTINCT o.id, o.size_bytes FROM recordings r JOIN originals o ON o.id = r.original_id
        WHERE r.id IN (SELECT id FROM gone)
          AND NOT EXISTS (SELECT 1 FROM recordings x WHERE x.original_id = o.id AND x.id NOT IN (SELECT id FROM gone))
      )
      SELECT
        (SELECT count(*) FROM gone_talks) AS talks,
        (SELECT count(*) FROM gone) AS recordings,
        (SELECT count(*) FROM gone_originals) AS originals,
        (SELECT coalesce(sum(size_bytes), 0) FROM gone_originals) AS original_bytes,
        (SELECT count(*) FROM caption_tracks c WHERE c.original_id IN (SELECT id FROM gone_originals)) AS caption_tracks,
        ${
          kind === 'speaker'
            ? `1 + (SELECT count(*) FROM speakers s WHERE s.merged_into_id = CAST(:id AS INTEGER))`
            : `(SELECT count(DISTINCT ts.speaker_id) FROM talk_speakers ts WHERE ts.talk_id IN (SELECT id FROM gone_talks)
                AND NOT EXISTS (SELECT 1 FROM talk_speakers y WHERE y.speaker_id = ts.speaker_id
                  AND y.talk_id NOT IN (SELECT id FROM gone_talks)))`
        } AS speakers,
        ${
          kind === 'speaker'
            ? `(SELECT count(DISTINCT ts.talk_id) FROM talk_speakers ts JOIN speakers s ON s.id = ts.speaker_id
                WHERE s.surviving_id = CAST(:id AS INTEGER))`
            : '0'
        } AS billings,
        (SELECT count(*) FROM public_talks p WHERE p.id IN (SELECT id FROM gone_talks)) AS public_talks`);
  const statements = {
    conference: statement('conference'),
    talk: statement('talk'),
    speaker: statement('speaker'),
    recording: statement('recording'),
  };
  return {
    of(kind: DeletableKind, id: string): WhatGoesRow {
      const row = statements[kind].get({ id });
      if (row === undefined) throw new Error('Counting gave no row.');
      return row;
    },
  };
}
