import type { Db } from '#server/db/open.ts';
import type { TitleCard } from './draw-title-card.ts';

interface CardRow {
  title: string;
  language: string | null;
  conference: string | null;
  day: string | null;
}

/** What a title card needs to know of talks, drafts too; statements prepared once. */
export function createTitleCardStore(db: Db) {
  const card = db.prepare<[number], CardRow>(
    `SELECT x.title, x.language, sl.day,
       coalesce(
         (SELECT ct.title FROM conference_texts ct WHERE ct.conference_id = c.id AND ct.language = x.language),
         (SELECT ct.title FROM conference_texts ct WHERE ct.conference_id = c.id AND ct.language = c.language),
         (SELECT ct.title FROM conference_texts ct WHERE ct.conference_id = c.id ORDER BY ct.language LIMIT 1)
       ) AS conference
     FROM talks t
     JOIN talk_texts x ON x.talk_id = t.id AND x.language = coalesce(
       (SELECT o.language FROM talk_texts o WHERE o.talk_id = t.id AND o.language = t.language),
       (SELECT min(o.language) FROM talk_texts o WHERE o.talk_id = t.id))
     LEFT JOIN conferences c ON c.id = t.conference_id
     LEFT JOIN talk_slots sl ON sl.id = (
       SELECT s.id FROM talk_slots s WHERE s.talk_id = t.id ORDER BY s.start_ms IS NULL, s.start_ms, s.day, s.id LIMIT 1)
     WHERE t.id = ?`,
  );
  const speakers = db
    .prepare<[number], string>(
      `SELECT n.name FROM talk_speakers ts JOIN speaker_names n ON n.id = ts.name_id
       WHERE ts.talk_id = ? ORDER BY ts.position, ts.speaker_id`,
    )
    .pluck();
  const withoutPicture = db
    .prepare<[], string>(
      `SELECT DISTINCT v.recording_id FROM versions v
       WHERE v.state IN ('growing', 'whole') AND v.manifest ->> '$.video' IS NULL`,
    )
    .pluck();
  return {
    /** Recordings that have a version of sound alone. */
    withoutPicture: () => withoutPicture.all(),
    /** The words of a talk's card in its own language; null for a talk without a title. */
    cardOf(talkId: number): TitleCard | null {
      const row = card.get(talkId);
      return row === undefined ? null : { ...row, speakers: speakers.all(talkId) };
    },
  };
}

export type TitleCardStore = ReturnType<typeof createTitleCardStore>;
