-- Originals (bytes), recordings (an original, or a span of one, for one talk) and their HLS versions.

CREATE TABLE originals (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL,
  -- Path inside the library, POSIX, e.g. originals/ab/abcd….mp4
  path TEXT NOT NULL UNIQUE,
  -- As it arrived, relative to the folder given: what matching reads.
  arrived_as TEXT NOT NULL,
  arrived_ms INTEGER NOT NULL
) STRICT;

-- Captions that came beside or inside an original, on the original's timeline.
CREATE TABLE caption_tracks (
  id TEXT PRIMARY KEY,
  original_id TEXT NOT NULL REFERENCES originals ON DELETE CASCADE,
  language TEXT,
  label TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('file', 'embedded')),
  is_default INTEGER NOT NULL DEFAULT 0,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX caption_tracks_by_original ON caption_tracks (original_id);

CREATE TABLE cues (
  track_id TEXT NOT NULL REFERENCES caption_tracks ON DELETE CASCADE,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (track_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE recordings (
  id TEXT PRIMARY KEY,
  original_id TEXT NOT NULL REFERENCES originals,
  talk_id INTEGER REFERENCES talks ON DELETE SET NULL,
  is_primary INTEGER NOT NULL DEFAULT 1 CHECK (is_primary IN (0, 1)),
  -- JSON [[startMs, endMs], ...] of the original; NULL = all of it.
  edit_list TEXT,
  -- review = waits for a person; published = viewers see it; withdrawn = was taken back.
  publication TEXT NOT NULL DEFAULT 'review' CHECK (publication IN ('review', 'published', 'withdrawn')),
  -- How it found its talk, in words.
  match_note TEXT,
  -- One sentence for people when the last run failed and nothing plays.
  error TEXT,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX recordings_by_original ON recordings (original_id);
CREATE INDEX recordings_by_talk ON recordings (talk_id, is_primary);
CREATE UNIQUE INDEX recordings_one_primary ON recordings (talk_id) WHERE is_primary = 1 AND talk_id IS NOT NULL;
CREATE INDEX recordings_newest ON recordings (created_ms DESC, id DESC)
  WHERE publication = 'published' AND is_primary = 1;

-- One set of HLS outputs in hls/<recording>/<version>/; the id is 128 random bits, hex.
CREATE TABLE versions (
  id TEXT PRIMARY KEY CHECK (length(id) = 32),
  recording_id TEXT NOT NULL REFERENCES recordings ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('growing', 'whole', 'retired')),
  -- JSON of the engine's VersionManifest.
  manifest TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  -- A public version of a public talk may be cached for ever; retired ones are served until this time.
  served_until_ms INTEGER,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX versions_by_recording ON versions (recording_id, state);
CREATE UNIQUE INDEX versions_one_growing ON versions (recording_id) WHERE state = 'growing';
CREATE UNIQUE INDEX versions_one_whole ON versions (recording_id) WHERE state = 'whole';
CREATE INDEX versions_retired ON versions (served_until_ms) WHERE state = 'retired';

-- Recordings viewers may see: published, primary, of a public talk that did not opt out.
CREATE VIEW public_recordings AS
  SELECT r.id, r.talk_id FROM recordings r
  JOIN public_talks p ON p.id = r.talk_id
  JOIN talks t ON t.id = r.talk_id
  WHERE r.publication = 'published' AND r.is_primary = 1 AND t.recording_plan <> 'opted_out';
