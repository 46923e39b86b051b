import type { Db } from '#server/db/open.ts';

export type DeletableKind = 'conference' | 'talk' | 'speaker' | 'recording';

/** A thing that can be deleted, as far as the bin cares; speakers belong to the conferences of all their talks. */
export interface DeletableRow {
  id: number | string;
  title: string;
  deleted_ms: number | null;
}

export interface BinRow {
  kind: DeletableKind;
  id: string;
  title: string;
  conference: string | null;
  deleted_ms: number;
  deleted_by: string | null;
}

const talkTitle = (talk: string) =>
  `coalesce((SELECT x.title FROM talk_texts x JOIN talks y ON y.id = x.talk_id WHERE x.talk_id = ${talk}
    ORDER BY x.language = y.language DESC, x.language LIMIT 1), '')`;
const conferenceTitle = (conference: string) =>
  `coalesce((SELECT x.title FROM conference_texts x JOIN conferences y ON y.id = x.conference_id
    WHERE x.conference_id = ${conference} ORDER BY x.language = y.language DESC, x.language LIMIT 1), '')`;
const speakerName = (speaker: string) =>
  `coalesce((SELECT n.name FROM speaker_names n WHERE n.speaker_id = ${speaker}
    ORDER BY n.kind = 'main' DESC, n.script = 'Latn' DESC, n.id LIMIT 1), '')`;
const recordingTitle = `coalesce(nullif(${talkTitle('r.talk_id')}, ''), o.arrived_as)`;

const tables = {
  conference: { table: 'conferences', title: conferenceTitle('t.id') },
  talk: { table: 'talks', title: talkTitle('t.id') },
  speaker: { table: 'speakers', title: speakerName('t.id') },
} as const;

/** Statements of the bin. Writers belong in a caller's transaction. */
export function createBinStore(db: Db) {
  const recordingHead = db.prepare<[string], DeletableRow>(
    `SELECT r.id, r.deleted_ms, ${recordingTitle} AS title
     FROM recordings r JOIN originals o ON o.id = r.original_id WHERE r.id = ?`,
  );
  const entity = (kind: keyof typeof tables) => {
    const { table, title } = tables[kind];
    return {
      head: db.prepare<[number], DeletableRow>(
        `SELECT t.id, t.deleted_ms, ${title} AS title FROM ${table} t WHERE t.id = ?`,
      ),
      mark: db.prepare<{ id: number; deleted_ms: number | null; now: number }>(
        `UPDATE ${table} SET deleted_ms = :deleted_ms, updated_ms = :now, edition = edition + 1 WHERE id = :id`,
      ),
      due: db
        .prepare<[number], number>(
          `SELECT id FROM ${table} WHERE deleted_ms <= ? ORDER BY deleted_ms LIMIT 100`,
        )
        .pluck(),
    };
  };
  const entities = { conference: entity('conference'), talk: entity('talk'), speaker: entity('speaker') };
  const markRecording = db.prepare<{
    id: string;
    deleted_ms: number | null;
    is_primary: number;
    now: number;
  }>(
    'UPDATE recordings SET deleted_ms = :deleted_ms, is_primary = :is_primary, updated_ms = :now WHERE id = :id',
  );
  const dueRecordings = db
    .prepare<[number], string>(
      'SELECT id FROM recordings WHERE deleted_ms <= ? ORDER BY deleted_ms LIMIT 100',
    )
    .pluck();
  const recordingPlace = db.prepare<
    [string],
    { talk_id: number | null; conference_id: number | null; is_primary: number }
  >(
    `SELECT r.talk_id, CASE WHEN r.talk_id IS NULL THEN r.conference_id
       ELSE (SELECT t.conference_id FROM talks t WHERE t.id = r.talk_id) END AS conference_id, r.is_primary
     FROM recordings r WHERE r.id = ?`,
  );
  const hasPrimary = db
    .prepare<[number], number>(
      'SELECT EXISTS (SELECT 1 FROM recordings WHERE talk_id = ? AND is_primary = 1)',
    )
    .pluck();
  const talkConference = db
    .prepare<[number], number | null>('SELECT conference_id FROM talks WHERE id = ?')
    .pluck();
  const speakerConferences = db
    .prepare<[number], number | null>(
      `SELECT DISTINCT t.conference_id FROM talk_speakers ts JOIN talks t ON t.id = ts.talk_id
       JOIN speakers s ON s.id = ts.speaker_id WHERE s.surviving_id = ?`,
    )
    .pluck();
  const talksOfConference = db
    .prepare<[number], number>('SELECT id FROM talks WHERE conference_id = ?')
    .pluck();
  const talksOfSpeaker = db
    .prepare<[number], number>(
      `SELECT DISTINCT ts.talk_id FROM talk_speakers ts JOIN speakers s ON s.id = ts.speaker_id WHERE s.surviving_id = ?`,
    )
    .pluck();
  const recordingsOfTalk = db
    .prepare<[number], string>('SELECT id FROM recordings WHERE talk_id = ?')
    .pluck();
  const looseRecordings = db
    .prepare<[number], string>('SELECT id FROM recordings WHERE conference_id = ? AND talk_id IS NULL')
    .pluck();
  const speakersOfTalk = db
    .prepare<[number], number>('SELECT speaker_id FROM talk_speakers WHERE talk_id = ?')
    .pluck();
  const dropTalk = db.prepare<[number]>('DELETE FROM talks WHERE id = ?');
  const dropConference = db.prepare<[number]>('DELETE FROM conferences WHERE id = ?');
  const dropIdleSpeaker = db.prepare<{ id: number }>(
    `DELETE FROM speakers WHERE id = :id
       AND NOT EXISTS (SELECT 1 FROM talk_speakers ts WHERE ts.speaker_id = :id)
       AND NOT EXISTS (SELECT 1 FROM speakers s WHERE s.merged_into_id = :id)`,
  );
  const dropSpeakerTerms = db.prepare<{ id: number }>(
    'DELETE FROM speaker_search WHERE rowid = :id AND NOT EXISTS (SELECT 1 FROM speakers WHERE id = :id)',
  );
  const mergedInto = db.prepare<[number], number>('SELECT id FROM speakers WHERE merged_into_id = ?').pluck();
  const takeOffBills = db.prepare<[number]>('DELETE FROM talk_speakers WHERE speaker_id = ?');
  const dropSpeaker = db.prepare<[number]>('DELETE FROM speakers WHERE id = ?');
  const dropIdleTags = db.prepare(
    'DELETE FROM tags WHERE NOT EXISTS (SELECT 1 FROM talk_tags tt WHERE tt.tag_id = tags.id)',
  );
  const dropEditedFields = db.prepare<[string, number]>(
    'DELETE FROM edited_fields WHERE entity = ? AND entity_id = ?',
  );
  const forgetDetails = db.prepare<[string, string]>(
    `UPDATE changes SET before = NULL, after = NULL, title = '' WHERE entity = ? AND entity_id = ?`,
  );
  const binned = db.prepare<[], BinRow>(
    `SELECT kind, id, title, conference, deleted_ms,
       (SELECT c.actor_name FROM changes c WHERE c.entity = kind AND c.entity_id = b.id AND c.action = 'deleted'
        ORDER BY c.id DESC LIMIT 1) AS deleted_by
     FROM (
       SELECT 'conference' AS kind, CAST(t.id AS TEXT) AS id, ${conferenceTitle('t.id')} AS title, NULL AS conference, t.deleted_ms
         FROM conferences t WHERE t.deleted_ms IS NOT NULL
       UNION ALL
       SELECT 'talk', CAST(t.id AS TEXT), ${talkTitle('t.id')}, ${conferenceTitle('t.conference_id')}, t.deleted_ms
         FROM talks t WHERE t.deleted_ms IS NOT NULL
       UNION ALL
       SELECT 'speaker', CAST(t.id AS TEXT), ${speakerName('t.id')}, NULL, t.deleted_ms
         FROM speakers t WHERE t.deleted_ms IS NOT NULL
       UNION ALL
       SELECT 'recording', r.id, ${recordingTitle}, ${conferenceTitle('coalesce((SELECT y.conference_id FROM talks y WHERE y.id = r.talk_id), r.conference_id)')}, r.deleted_ms
         FROM recordings r JOIN originals o ON o.id = r.original_id WHERE r.deleted_ms IS NOT NULL
     ) b ORDER BY deleted_ms DESC, kind, id`,
  );
  return {
    head: (kind: DeletableKind, id: string): DeletableRow | undefined =>
      kind === 'recording' ? recordingHead.get(id) : entities[kind].head.get(Number(id)),
    mark: (kind: Exclude<DeletableKind, 'recording'>, id: number, deletedMs: number | null, now: number) =>
      void entities[kind].mark.run({ id, deleted_ms: deletedMs, now }),
    markRecording: (id: string, deletedMs: number | null, isPrimary: boolean, now: number) =>
      void markRecording.run({ id, deleted_ms: deletedMs, is_primary: isPrimary ? 1 : 0, now }),
    due: (kind: DeletableKind, beforeMs: number): string[] =>
      kind === 'recording' ? dueRecordings.all(beforeMs) : entities[kind].due.all(beforeMs).map(String),
    recordingPlace: (id: string) => recordingPlace.get(id),
    hasPrimary: (talkId: number) => hasPrimary.get(talkId) === 1,
    talkConference: (id: number) => talkConference.get(id) ?? null,
    speakerConferences: (id: number) => speakerConferences.all(id),
    talksOfConference: (id: number) => talksOfConference.all(id),
    talksOfSpeaker: (id: number) => talksOfSpeaker.all(id),
    recordingsOfTalk: (id: number) => recordingsOfTalk.all(id),
    /** Recordings that arrived for a conference and have no talk. */
    looseRecordings: (conferenceId: number) => looseRecordings.all(conferenceId),
    speakersOfTalk: (id: number) => speakersOfTalk.all(id),
    dropTalk: (id: number) => void dropTalk.run(id),
    dropConference: (id: number) => void dropConference.run(id),
    /** Deletes a speaker who has no talk left, with their terms of the index; tells whether it went. */
    dropIdleSpeaker(id: number): boolean {
      const isGone = dropIdleSpeaker.run({ id }).changes > 0;
      if (isGone) dropSpeakerTerms.run({ id });
      return isGone;
    },
    /** Deletes a speaker off every bill, with everyone who was merged into them. */
    dropSpeaker(id: number): void {
      for (const one of [...mergedInto.all(id), id]) {
        takeOffBills.run(one);
        dropSpeaker.run(one);
        dropSpeakerTerms.run({ id: one });
      }
    },
    dropIdleTags: () => void dropIdleTags.run(),
    /** What was kept about a thing beside it: fields edited by hand, and what its changes said. */
    forget(kind: DeletableKind, id: string): void {
      if (kind !== 'recording') dropEditedFields.run(kind, Number(id));
      forgetDetails.run(kind, id);
    },
    binned: () => binned.all(),
  };
}

export type BinStore = ReturnType<typeof createBinStore>;
