-- What organizers do: edits with their editions, the bin, spans and releases of recordings, and the log of changes.

-- Grows with every change by hand or by an import: who saves with an older one is told, and loses nothing.
ALTER TABLE conferences ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
ALTER TABLE talks ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
ALTER TABLE speakers ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;

-- Since when a thing lies in the bin; there it is neither shown nor found, and after 30 days it goes for good.
ALTER TABLE conferences ADD COLUMN deleted_ms INTEGER;
ALTER TABLE talks ADD COLUMN deleted_ms INTEGER;
ALTER TABLE speakers ADD COLUMN deleted_ms INTEGER;
ALTER TABLE recordings ADD COLUMN deleted_ms INTEGER;
CREATE INDEX conferences_in_bin ON conferences (deleted_ms) WHERE deleted_ms IS NOT NULL;
CREATE INDEX talks_in_bin ON talks (deleted_ms) WHERE deleted_ms IS NOT NULL;
CREATE INDEX speakers_in_bin ON speakers (deleted_ms) WHERE deleted_ms IS NOT NULL;
CREATE INDEX recordings_in_bin ON recordings (deleted_ms) WHERE deleted_ms IS NOT NULL;

-- Since when the newest programme does not have this talk any more; it is shown on until an organizer decides.
ALTER TABLE talks ADD COLUMN withdrawn_ms INTEGER;

-- The abstract with its links, lists and emphasis, as safe HTML; NULL where it has none. `abstract` is always plain text.
ALTER TABLE talk_texts ADD COLUMN abstract_html TEXT;

-- Pictures that organizers gave, in images/ of the library; the id is made of 128 random bits.
CREATE TABLE images (
  id TEXT PRIMARY KEY CHECK (length(id) = 32),
  path TEXT NOT NULL UNIQUE,
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
ALTER TABLE conferences ADD COLUMN logo_id TEXT REFERENCES images ON DELETE SET NULL;
ALTER TABLE speakers ADD COLUMN photo_id TEXT REFERENCES images ON DELETE SET NULL;
CREATE INDEX conferences_by_logo ON conferences (logo_id) WHERE logo_id IS NOT NULL;
CREATE INDEX speakers_by_photo ON speakers (photo_id) WHERE photo_id IS NOT NULL;

CREATE TABLE speaker_links (
  id INTEGER PRIMARY KEY,
  speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
  title TEXT NOT NULL,
  url TEXT NOT NULL
) STRICT;
CREATE INDEX speaker_links_by_speaker ON speaker_links (speaker_id);

-- For which conference a recording without a talk arrived; of one with a talk the talk's counts.
ALTER TABLE recordings ADD COLUMN conference_id INTEGER REFERENCES conferences ON DELETE SET NULL;
CREATE INDEX recordings_by_conference ON recordings (conference_id) WHERE conference_id IS NOT NULL;
-- When a reviewed recording is to be published by itself.
ALTER TABLE recordings ADD COLUMN release_at_ms INTEGER;
CREATE INDEX recordings_to_release ON recordings (release_at_ms) WHERE release_at_ms IS NOT NULL;
-- Which recording it takes the place of, once it can be watched in full.
ALTER TABLE recordings ADD COLUMN replaces_id TEXT REFERENCES recordings ON DELETE SET NULL;
CREATE INDEX recordings_replacing ON recordings (replaces_id) WHERE replaces_id IS NOT NULL;
-- The number of the edit list in force; a version says which one it was made with.
ALTER TABLE recordings ADD COLUMN edit_number INTEGER NOT NULL DEFAULT 1;
ALTER TABLE versions ADD COLUMN edit_number INTEGER NOT NULL DEFAULT 1;
-- Every edit list a recording had, so that positions of one can be mapped to another. No row = all of the original.
CREATE TABLE recording_edits (
  recording_id TEXT NOT NULL REFERENCES recordings ON DELETE CASCADE,
  number INTEGER NOT NULL,
  -- JSON [[startMs, endMs]] of the original; NULL = all of it.
  edit_list TEXT,
  is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1)),
  created_ms INTEGER NOT NULL,
  PRIMARY KEY (recording_id, number)
) STRICT, WITHOUT ROWID;

-- Who changed what. `before` and `after` are JSON of the fields that changed, so that the last change can be undone.
CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  -- Account id; NULL for a command on the machine and for the portal itself.
  actor_id TEXT,
  actor_name TEXT NOT NULL,
  -- A verb: created, changed, imported, published, unpublished, trimmed, matched, merged, deleted, restored, ...
  action TEXT NOT NULL,
  entity TEXT NOT NULL CHECK (entity IN ('conference', 'talk', 'speaker', 'recording', 'caption', 'account', 'token', 'import', 'upload')),
  entity_id TEXT NOT NULL,
  conference_id INTEGER REFERENCES conferences ON DELETE SET NULL,
  -- The thing's name as it was then, for people.
  title TEXT NOT NULL,
  before TEXT,
  after TEXT,
  -- The change that undid this one.
  undone_by_id INTEGER REFERENCES changes ON DELETE SET NULL
) STRICT;
CREATE INDEX changes_of ON changes (entity, entity_id, id DESC);
CREATE INDEX changes_by_conference ON changes (conference_id, id DESC);
CREATE INDEX changes_by_time ON changes (at_ms);
CREATE INDEX changes_undone ON changes (undone_by_id) WHERE undone_by_id IS NOT NULL;

-- What is public, without what lies in the bin.
DROP VIEW public_recordings;
DROP VIEW public_speaker_talks;
DROP VIEW public_talk_speakers;
DROP VIEW public_talks;
DROP VIEW public_conferences;

CREATE VIEW public_conferences AS
  SELECT id, slug, acronym, language, start_day, end_day, time_zone, url, accent, licence, is_sample, logo_id
  FROM conferences WHERE visibility = 'public' AND deleted_ms IS NULL;

CREATE VIEW public_talks AS
  SELECT t.id, t.conference_id, t.guid, t.slug, t.language, t.track_id, t.position, t.licence, t.recording_plan,
    t.is_sample, t.first_public_ms
  FROM talks t
  WHERE t.visibility = 'public' AND t.deleted_ms IS NULL
    AND (t.conference_id IS NULL OR EXISTS (SELECT 1 FROM public_conferences c WHERE c.id = t.conference_id));

-- A speaker in the bin is off every bill, and one merged into a speaker in the bin too.
CREATE VIEW public_talk_speakers AS
  SELECT ts.talk_id, s.surviving_id AS speaker_id, ts.position, ts.name_id, ts.affiliation
  FROM talk_speakers ts
  CROSS JOIN public_talks p ON p.id = ts.talk_id
  CROSS JOIN speakers s ON s.id = ts.speaker_id
  CROSS JOIN speakers x ON x.id = s.surviving_id
  WHERE s.deleted_ms IS NULL AND x.deleted_ms IS NULL;

CREATE VIEW public_speaker_talks AS
  SELECT s.surviving_id AS speaker_id, ts.talk_id, ts.affiliation
  FROM speakers s
  CROSS JOIN speakers x ON x.id = s.surviving_id
  CROSS JOIN talk_speakers ts ON ts.speaker_id = s.id
  CROSS JOIN public_talks p ON p.id = ts.talk_id
  WHERE s.deleted_ms IS NULL AND x.deleted_ms IS NULL;

CREATE VIEW public_recordings AS
  SELECT r.id, r.talk_id FROM recordings r
  JOIN public_talks p ON p.id = r.talk_id
  JOIN talks t ON t.id = r.talk_id
  WHERE r.publication = 'published' AND r.is_primary = 1 AND r.deleted_ms IS NULL AND t.recording_plan <> 'opted_out';
