-- What editing by hand needs: addresses of unlisted talks, old slugs of everything, words for pictures, who made what.

-- 128 random bits, hex: an unlisted talk is found under /talks/<this> and nowhere else. Taken away with the state.
ALTER TABLE talks ADD COLUMN unlisted_key TEXT;
CREATE UNIQUE INDEX talks_by_unlisted_key ON talks (unlisted_key) WHERE unlisted_key IS NOT NULL;

-- Slugs that conferences and speakers had when viewers could see them; they lead to the present one.
CREATE TABLE conference_slugs (
  slug TEXT PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conferences ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX conference_slugs_by_conference ON conference_slugs (conference_id);
CREATE TABLE speaker_slugs (
  slug TEXT PRIMARY KEY,
  speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_slugs_by_speaker ON speaker_slugs (speaker_id);

-- What a picture shows, where the name of its owner does not say it.
ALTER TABLE conferences ADD COLUMN logo_alt TEXT;
ALTER TABLE speakers ADD COLUMN photo_alt TEXT;
-- Account that brought it; a picture that nothing uses yet, and a speaker without talks, are that account's.
ALTER TABLE images ADD COLUMN created_by TEXT;
ALTER TABLE speakers ADD COLUMN created_by TEXT;

-- Talks reached by their random address alone: shown to whoever has it, listed nowhere.
CREATE VIEW unlisted_talks AS
  SELECT t.id, t.unlisted_key FROM talks t
  WHERE t.visibility = 'unlisted' AND t.deleted_ms IS NULL AND t.unlisted_key IS NOT NULL
    AND (t.conference_id IS NULL OR EXISTS (SELECT 1 FROM public_conferences c WHERE c.id = t.conference_id));

CREATE VIEW unlisted_recordings AS
  SELECT r.id, r.talk_id FROM recordings r
  JOIN unlisted_talks u ON u.id = r.talk_id
  JOIN talks t ON t.id = r.talk_id
  WHERE r.publication = 'published' AND r.is_primary = 1 AND r.deleted_ms IS NULL AND t.recording_plan <> 'opted_out';

-- Pictures that viewers may see: of public conferences, and of speakers with a public talk.
CREATE VIEW public_images AS
  SELECT i.id FROM images i
  WHERE EXISTS (SELECT 1 FROM public_conferences c WHERE c.logo_id = i.id)
    OR EXISTS (
      SELECT 1 FROM speakers s WHERE s.photo_id = i.id
        AND EXISTS (SELECT 1 FROM public_speaker_talks v WHERE v.speaker_id = s.id));
