import type { Db } from '#server/db/open.ts';

interface Row {
  conference_id: number | null;
}

/** To which conferences things belong; things in the bin too, so that they can be restored. */
export function createBelongingsStore(db: Db) {
  const conference = db.prepare<[number]>('SELECT 1 FROM conferences WHERE id = ?');
  const titles = db.prepare<[string], { id: number; title: string }>(
    `SELECT c.id, coalesce((SELECT x.title FROM conference_texts x WHERE x.conference_id = c.id
       ORDER BY x.language = c.language DESC, x.language LIMIT 1), c.acronym, c.slug) AS title
     FROM json_each(?) e JOIN conferences c ON c.id = e.value WHERE c.deleted_ms IS NULL ORDER BY title, c.id`,
  );
  const bySlug = db.prepare<[string], number>('SELECT id FROM conferences WHERE slug = ?').pluck();
  const talk = db.prepare<[number], Row>('SELECT conference_id FROM talks WHERE id = ?');
  const speaker = db.prepare<[number]>('SELECT 1 FROM speakers WHERE id = ?');
  const ofSpeaker = db
    .prepare<[number, number], number | null>(
      `SELECT DISTINCT t.conference_id FROM speakers s
       JOIN talk_speakers ts ON ts.speaker_id = s.id JOIN talks t ON t.id = ts.talk_id
       WHERE s.id = ? OR s.surviving_id = ?`,
    )
    .pluck();
  const recording = db.prepare<[string], Row>(
    `SELECT CASE WHEN r.talk_id IS NULL THEN r.conference_id ELSE t.conference_id END AS conference_id
     FROM recordings r LEFT JOIN talks t ON t.id = r.talk_id WHERE r.id = ?`,
  );
  const job = db.prepare<[string], { recording_id: string | null }>(
    "SELECT coalesce(recording_id, payload ->> '$.recordingId') AS recording_id FROM jobs WHERE id = ?",
  );
  return {
    hasConference: (id: number) => conference.get(id) !== undefined,
    titles: (ids: readonly number[]) => titles.all(JSON.stringify(ids)),
    bySlug: (slug: string) => bySlug.get(slug) ?? null,
    talk: (id: number) => talk.get(id),
    hasSpeaker: (id: number) => speaker.get(id) !== undefined,
    conferencesOfSpeaker: (id: number) => ofSpeaker.all(id, id),
    recording: (id: string) => recording.get(id),
    job: (id: string) => job.get(id),
  };
}
