-- Which talk a recording may be of, as it was found last; and what people said of it.

CREATE TABLE match_suggestions (
  recording_id TEXT PRIMARY KEY REFERENCES recordings ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('sure', 'unsure', 'none')),
  -- JSON [{talkId, score, reasons}], best first.
  best TEXT NOT NULL,
  -- JSON {room, day, talkIds} of a file that is longer than any talk.
  room_long TEXT,
  -- As the file said when it arrived.
  duration_ms INTEGER,
  made_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person decided last about whose a recording is; the newest one can be taken back.
CREATE TABLE match_decisions (
  recording_id TEXT PRIMARY KEY REFERENCES recordings ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('talk', 'not_in_programme')),
  actor_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  -- JSON of the recording's talk and standing before.
  before TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- "It is not this talk": never offered for it again.
CREATE TABLE match_rejections (
  recording_id TEXT NOT NULL REFERENCES recordings ON DELETE CASCADE,
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (recording_id, talk_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_rejections_by_talk ON match_rejections (talk_id);

-- Whether two speakers are one person: proposed by the portal, decided by people; a "no" stays a no.
CREATE TABLE speaker_merge_proposals (
  -- The older speaker first.
  speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
  -- 0-1.
  score REAL NOT NULL,
  -- JSON {kind, ...}: why.
  reason TEXT NOT NULL,
  decision TEXT NOT NULL DEFAULT 'open' CHECK (decision IN ('open', 'merged', 'rejected')),
  decided_by TEXT,
  decided_ms INTEGER,
  made_ms INTEGER NOT NULL,
  PRIMARY KEY (speaker_id, other_id),
  CHECK (speaker_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_merge_proposals_by_other ON speaker_merge_proposals (other_id);
CREATE INDEX speaker_merge_proposals_open ON speaker_merge_proposals (score DESC, speaker_id, other_id) WHERE decision = 'open';

-- Merges, so that each can be undone: which names and slug came along.
CREATE TABLE speaker_merges (
  id INTEGER PRIMARY KEY,
  kept_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
  merged_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
  -- JSON of the ids that pointed at the merged one before.
  moved TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  undone_ms INTEGER
) STRICT;
CREATE INDEX speaker_merges_by_kept ON speaker_merges (kept_id);
CREATE INDEX speaker_merges_by_merged ON speaker_merges (merged_id);
CREATE INDEX speaker_merges_newest ON speaker_merges (at_ms DESC, id DESC) WHERE undone_ms IS NULL;
