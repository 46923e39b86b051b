-- Resumable uploads: each is a row here and, until the library has taken or refused it, a file in uploads/.
CREATE TABLE uploads (
  id TEXT PRIMARY KEY CHECK (length(id) = 32),
  -- Who sends it; accounts live in a database of their own.
  account_id TEXT NOT NULL,
  account_name TEXT NOT NULL,
  conference_id INTEGER REFERENCES conferences ON DELETE SET NULL,
  -- Given by the sender.
  talk_id INTEGER REFERENCES talks ON DELETE SET NULL,
  -- The name with the folders it came from, '/' between: what matching reads, never a path on this disk.
  path TEXT NOT NULL,
  -- JSON {key: value | null}, as the sender gave it.
  metadata TEXT NOT NULL,
  -- NULL while the sender has not told.
  size_bytes INTEGER CHECK (size_bytes > 0),
  -- What had arrived when the last request ended; while one is under way the file is longer.
  received_bytes INTEGER NOT NULL DEFAULT 0,
  -- SHA-256 in lower-case hex: what the sender says, and what arrived.
  expected_sha256 TEXT CHECK (length(expected_sha256) = 64),
  sha256 TEXT CHECK (length(sha256) = 64),
  state TEXT NOT NULL CHECK (state IN ('arriving', 'checking', 'taken', 'refused', 'expired')),
  -- Why it was refused or expired, in one sentence.
  reason TEXT,
  recording_id TEXT REFERENCES recordings ON DELETE SET NULL,
  created_ms INTEGER NOT NULL,
  touched_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX uploads_by_account ON uploads (account_id, created_ms, id);
CREATE INDEX uploads_by_state ON uploads (state, touched_ms);
CREATE INDEX uploads_by_conference ON uploads (conference_id) WHERE conference_id IS NOT NULL;
CREATE INDEX uploads_by_talk ON uploads (talk_id) WHERE talk_id IS NOT NULL;
CREATE INDEX uploads_by_recording ON uploads (recording_id) WHERE recording_id IS NOT NULL;
