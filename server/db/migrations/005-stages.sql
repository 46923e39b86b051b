-- A job in stages: handed from one to the next with its progress kept; what is left of it; its log.
ALTER TABLE jobs ADD COLUMN remaining_ms INTEGER;
-- What an attempt that begins anew begins at: the share of the stages before its own.
ALTER TABLE jobs ADD COLUMN kept_progress REAL NOT NULL DEFAULT 0;

-- Of jobs that are due at the same moment, the one that was enqueued first.
DROP INDEX jobs_next;
CREATE INDEX jobs_next ON jobs (priority, run_at_ms) WHERE state = 'queued';

CREATE TABLE job_log (
  job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;

-- 1 = a growing version that has come to its end: it plays in full, until the whole one takes over.
ALTER TABLE versions ADD COLUMN is_complete INTEGER NOT NULL DEFAULT 0 CHECK (is_complete IN (0, 1));
UPDATE versions SET is_complete = 1 WHERE state = 'whole';

-- How fast lasting work went lately.
CREATE INDEX jobs_done ON jobs (kind, finished_ms) WHERE state = 'done';

-- The organizers' list.
CREATE INDEX recordings_by_time ON recordings (created_ms DESC, id DESC);
