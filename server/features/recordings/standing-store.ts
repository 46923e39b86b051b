import type { Db } from '#server/db/open.ts';
import type { Publication } from './store.ts';

/** How a recording stands: whose it is, and what speaks for or against showing it. */
export interface StandingRow {
  id: string;
  talk_id: number | null;
  /** Its talk's conference, else the one it arrived for. */
  conference_id: number | null;
  /** Its talk's title, else the path under which its file came. */
  title: string;
  publication: Publication;
  is_primary: number;
  release_at_ms: number | null;
  is_opted_out: number;
  /** 1 = it can be watched to its end. */
  is_ready: number;
  time_zone: string | null;
}

const columns = `r.id, r.talk_id, coalesce(t.conference_id, r.conference_id) AS conference_id,
  coalesce(
    (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id ORDER BY x.language = t.language DESC, x.language LIMIT 1),
    o.arrived_as) AS title,
  r.publication, r.is_primary, r.release_at_ms, coalesce(t.recording_plan = 'opted_out', 0) AS is_opted_out,
  EXISTS (SELECT 1 FROM versions v WHERE v.recording_id = r.id AND v.state <> 'retired' AND v.is_complete = 1) AS is_ready,
  c.time_zone
  FROM recordings r JOIN originals o ON o.id = r.original_id
  LEFT JOIN talks t ON t.id = r.talk_id
  LEFT JOIN conferences c ON c.id = coalesce(t.conference_id, r.conference_id)`;

/** Reads how recordings outside the bin stand, and writes when they are to be released; statements prepared once. */
export function createStandingStore(db: Db) {
  const of = db.prepare<[string], StandingRow>(`SELECT ${columns} WHERE r.id = ? AND r.deleted_ms IS NULL`);
  // The talk side and the unmatched side each have their index.
  const readyOf = db.prepare<[number], StandingRow>(
    `SELECT ${columns} WHERE t.conference_id = ? AND t.deleted_ms IS NULL AND r.deleted_ms IS NULL AND r.is_primary = 1
       AND r.publication = 'review' AND r.release_at_ms IS NULL AND t.recording_plan <> 'opted_out'
       AND EXISTS (SELECT 1 FROM versions v WHERE v.recording_id = r.id AND v.state <> 'retired' AND v.is_complete = 1)
     ORDER BY t.position, t.id`,
  );
  const due = db
    .prepare<[number], string>(
      `SELECT r.id FROM recordings r JOIN talks t ON t.id = r.talk_id
       WHERE r.release_at_ms <= ? AND r.deleted_ms IS NULL AND t.deleted_ms IS NULL
         AND t.recording_plan <> 'opted_out'
         AND EXISTS (SELECT 1 FROM versions v WHERE v.recording_id = r.id AND v.state <> 'retired' AND v.is_complete = 1)
       ORDER BY r.release_at_ms, r.id`,
    )
    .pluck();
  const setRelease = db.prepare<{ id: string; at: number | null; now: number }>(
    'UPDATE recordings SET release_at_ms = :at, updated_ms = :now WHERE id = :id',
  );
  const keepConference = db.prepare<[string]>(
    `UPDATE recordings SET conference_id =
       coalesce((SELECT t.conference_id FROM talks t WHERE t.id = recordings.talk_id), conference_id) WHERE id = ?`,
  );
  const conferenceOfTalk = db
    .prepare<[number], number | null>('SELECT conference_id FROM talks WHERE id = ? AND deleted_ms IS NULL')
    .pluck();
  const publishedOfTalk = db
    .prepare<[number], string>(`SELECT id FROM recordings WHERE talk_id = ? AND publication = 'published'`)
    .pluck();
  return {
    of: (id: string) => of.get(id) ?? null,
    /** Of a conference: what waits for nothing but to be published. */
    readyOf: (conferenceId: number) => readyOf.all(conferenceId),
    /** Ids of what is to be released by then and can be, those due longest first. */
    due: (nowMs: number) => due.all(nowMs),
    setRelease: (id: string, at: number | null, now: number) => void setRelease.run({ id, at, now }),
    /** Notes its talk's conference as its own, before it loses the talk. */
    keepConference: (id: string) => void keepConference.run(id),
    /** The conference of a talk outside the bin, null for none; undefined where there is no such talk. */
    conferenceOfTalk: (talkId: number) => conferenceOfTalk.get(talkId),
    publishedOfTalk: (talkId: number) => publishedOfTalk.all(talkId),
  };
}

export type StandingStore = ReturnType<typeof createStandingStore>;
