import type { Db } from '#server/db/open.ts';

export type UploadState = 'arriving' | 'checking' | 'taken' | 'refused' | 'expired';

export interface UploadRow {
  id: string;
  account_id: string;
  account_name: string;
  conference_id: number | null;
  talk_id: number | null;
  path: string;
  metadata: string;
  size_bytes: number | null;
  received_bytes: number;
  expected_sha256: string | null;
  sha256: string | null;
  state: UploadState;
  reason: string | null;
  recording_id: string | null;
  created_ms: number;
  touched_ms: number;
}

/** What a new upload begins with. */
export type NewUploadRow = Pick<
  UploadRow,
  'account_id' | 'account_name' | 'conference_id' | 'talk_id' | 'path' | 'metadata' | 'expected_sha256'
>;

/** An upload with what has become of it, as its sender's list shows it. */
export interface ListedUpload extends UploadRow {
  match_note: string | null;
  recording_talk_slug: string | null;
  recording_talk_title: string | null;
}

const names = `id, account_id, account_name, conference_id, talk_id, path, metadata, size_bytes, received_bytes,
  expected_sha256, sha256, state, reason, recording_id, created_ms, touched_ms`;
const listed = `SELECT ${names
  .split(/,\s+/)
  .map((name) => `u.${name}`)
  .join(', ')},
  r.match_note, t.slug AS recording_talk_slug,
  (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id ORDER BY x.language = t.language DESC, x.language LIMIT 1)
    AS recording_talk_title
  FROM uploads u LEFT JOIN recordings r ON r.id = u.recording_id AND r.deleted_ms IS NULL
    LEFT JOIN talks t ON t.id = r.talk_id AND t.deleted_ms IS NULL`;

/** Rows of uploads; statements prepared once. */
export function createUploadStore(db: Db) {
  const insert = db.prepare<NewUploadRow & { id: string; size_bytes: number | null; now: number }>(
    `INSERT INTO uploads (id, account_id, account_name, conference_id, talk_id, path, metadata, size_bytes,
       expected_sha256, state, created_ms, touched_ms)
     VALUES (:id, :account_id, :account_name, :conference_id, :talk_id, :path, :metadata, :size_bytes,
       :expected_sha256, 'arriving', :now, :now)`,
  );
  const byId = db.prepare<[string], UploadRow>(`SELECT ${names} FROM uploads WHERE id = ?`);
  const listedById = db.prepare<[string], ListedUpload>(`${listed} WHERE u.id = ?`);
  const pageOf = db.prepare<
    { accountId: string; conferenceId: number | null; createdMs: number; id: string; limit: number },
    ListedUpload
  >(
    `${listed} WHERE u.account_id = :accountId AND (u.created_ms, u.id) < (:createdMs, :id)
       AND (:conferenceId IS NULL OR u.conference_id = :conferenceId)
     ORDER BY u.created_ms DESC, u.id DESC LIMIT :limit`,
  );
  const inState = db.prepare<[UploadState], UploadRow>(
    `SELECT ${names} FROM uploads WHERE state = ? ORDER BY touched_ms`,
  );
  const ids = db
    .prepare<[], string>(`SELECT id FROM uploads WHERE state IN ('arriving', 'checking')`)
    .pluck();
  const setSize = db.prepare<{ id: string; size: number }>(
    'UPDATE uploads SET size_bytes = :size WHERE id = :id',
  );
  const setReceived = db.prepare<{ id: string; received: number; now: number }>(
    `UPDATE uploads SET received_bytes = :received, touched_ms = :now WHERE id = :id AND state = 'arriving'`,
  );
  const correctReceived = db.prepare<{ id: string; received: number }>(
    'UPDATE uploads SET received_bytes = :received WHERE id = :id',
  );
  const setWhole = db.prepare<{ id: string; now: number }>(
    `UPDATE uploads SET state = 'checking', received_bytes = size_bytes, touched_ms = :now
     WHERE id = :id AND state = 'arriving'`,
  );
  const setSha256 = db.prepare<{ id: string; sha256: string }>(
    'UPDATE uploads SET sha256 = :sha256 WHERE id = :id',
  );
  const end = db.prepare<Pick<UploadRow, 'id' | 'state' | 'reason' | 'recording_id'> & { now: number }>(
    `UPDATE uploads SET state = :state, reason = :reason, recording_id = :recording_id, touched_ms = :now
     WHERE id = :id`,
  );
  const remove = db.prepare<[string]>('DELETE FROM uploads WHERE id = ?');
  const forgetEnded = db.prepare<[number]>(
    `DELETE FROM uploads WHERE state IN ('taken', 'refused', 'expired') AND touched_ms < ?`,
  );
  const announced = db
    .prepare<[], number>(
      `SELECT coalesce(sum(size_bytes - received_bytes), 0) FROM uploads
       WHERE state = 'arriving' AND size_bytes IS NOT NULL`,
    )
    .pluck();
  const conference = db.prepare<[number], { id: number; slug: string }>(
    'SELECT id, slug FROM conferences WHERE id = ? AND deleted_ms IS NULL',
  );
  const talk = db.prepare<{ name: string }, { id: number; conference_id: number | null }>(
    'SELECT id, conference_id FROM talks WHERE (slug = :name OR guid = :name) AND deleted_ms IS NULL LIMIT 1',
  );
  const recordingInBin = db
    .prepare<[string], number>('SELECT 1 FROM recordings WHERE id = ? AND deleted_ms IS NOT NULL')
    .pluck();
  return {
    insert: (row: Parameters<typeof insert.run>[0]) => void insert.run(row),
    byId: (id: string) => byId.get(id),
    listedById: (id: string) => listedById.get(id),
    /** Of one account, newest first; of one conference unless null. */
    pageOf: (o: Parameters<typeof pageOf.all>[0]) => pageOf.all(o),
    inState: (state: UploadState) => inState.all(state),
    /** Ids of those that have a file. */
    idsOnDisk: () => ids.all(),
    setSize: (id: string, size: number) => void setSize.run({ id, size }),
    setReceived: (o: { id: string; received: number; now: number }) => void setReceived.run(o),
    /** As found on the disk: no sign of life from the sender. */
    correctReceived: (id: string, received: number) => void correctReceived.run({ id, received }),
    setWhole: (id: string, now: number) => void setWhole.run({ id, now }),
    setSha256: (id: string, sha256: string) => void setSha256.run({ id, sha256 }),
    end: (o: Parameters<typeof end.run>[0]) => void end.run(o),
    remove: (id: string) => void remove.run(id),
    /** Rows of what came to an end before a time; gives how many went. */
    forgetEnded: (beforeMs: number) => forgetEnded.run(beforeMs).changes,
    /** Bytes that uploads under way have announced and not sent yet. */
    announcedBytes: () => announced.get() ?? 0,
    conference: (id: number) => conference.get(id),
    talk: (name: string) => talk.get({ name }),
    isRecordingInBin: (id: string) => recordingInBin.get(id) === 1,
  };
}

export type UploadStore = ReturnType<typeof createUploadStore>;
