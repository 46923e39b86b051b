-- The durable queue. A running job is held under a lease; every write of its worker names the lease's token.

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  -- At most one unfinished job per key.
  dedupe_key TEXT,
  subject TEXT,
  recording_id TEXT REFERENCES recordings ON DELETE CASCADE,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- Lower runs first.
  priority INTEGER NOT NULL DEFAULT 100,
  attempt INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL DEFAULT 3,
  -- How often its worker died under it: no fault of the job's as such, so it costs no attempt, but it is bounded.
  crashes INTEGER NOT NULL DEFAULT 0,
  run_at_ms INTEGER NOT NULL,
  lease_token TEXT,
  lease_owner TEXT,
  lease_until_ms INTEGER,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  progress REAL NOT NULL DEFAULT 0,
  step TEXT,
  error TEXT,
  error_detail TEXT,
  created_ms INTEGER NOT NULL,
  started_ms INTEGER,
  finished_ms INTEGER,
  CHECK ((state = 'running') = (lease_token IS NOT NULL))
) STRICT;
CREATE INDEX jobs_next ON jobs (priority, run_at_ms, id) WHERE state = 'queued';
CREATE INDEX jobs_running ON jobs (lease_until_ms) WHERE state = 'running';
CREATE UNIQUE INDEX jobs_unfinished_key ON jobs (dedupe_key)
  WHERE dedupe_key IS NOT NULL AND state IN ('queued', 'running');
CREATE INDEX jobs_by_recording ON jobs (recording_id, created_ms);
CREATE INDEX jobs_newest ON jobs (created_ms DESC, id DESC);
