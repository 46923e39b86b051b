-- Importing a programme again: what a file would change is staged, shown, and applied or discarded.

-- The number of an event in its source is unique within a conference only.
CREATE TABLE talk_sources_of_talks (
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  PRIMARY KEY (talk_id, source, source_id)
) STRICT, WITHOUT ROWID;
INSERT INTO talk_sources_of_talks (talk_id, source, source_id) SELECT talk_id, source, source_id FROM talk_sources;
DROP TABLE talk_sources;
ALTER TABLE talk_sources_of_talks RENAME TO talk_sources;
CREATE INDEX talk_sources_by_id ON talk_sources (source, source_id);

-- 1 = a programme had it: it can be withdrawn by the next one. 0 = made by hand, or for a recording.
ALTER TABLE talks ADD COLUMN is_imported INTEGER NOT NULL DEFAULT 0 CHECK (is_imported IN (0, 1));
UPDATE talks SET is_imported = 1 WHERE id IN (SELECT talk_id FROM talk_sources);

-- A programme file that was read and waits for an organizer's word.
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'staged' CHECK (state IN ('staged', 'applied')),
  -- Account id; NULL for a command on the machine.
  staged_by_id TEXT,
  staged_by_name TEXT NOT NULL,
  staged_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  -- JSON: what was odd in the file, by line and event.
  oddities TEXT NOT NULL
) STRICT;
CREATE INDEX imports_expiring ON imports (expires_ms);

-- One conference of a file.
CREATE TABLE import_programmes (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  -- The conference of the library it is about; NULL where it would be a new one, or is of no conference.
  conference_id INTEGER REFERENCES conferences ON DELETE CASCADE,
  title TEXT NOT NULL,
  -- JSON of the staged programme, and of what it would change in the library as that was; the summary is small.
  staged TEXT NOT NULL,
  entries TEXT NOT NULL,
  summary TEXT NOT NULL,
  -- SHA-256 of the entries: whether what would change now is what was shown.
  fingerprint TEXT NOT NULL,
  applied_ms INTEGER,
  UNIQUE (import_id, position)
) STRICT;
CREATE INDEX import_programmes_by_conference ON import_programmes (conference_id) WHERE conference_id IS NOT NULL;
