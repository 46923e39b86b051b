-- Whether a machine wrote the words: such a track says so, and one that people made takes its place.
ALTER TABLE caption_tracks ADD COLUMN is_machine_made INTEGER NOT NULL DEFAULT 0 CHECK (is_machine_made IN (0, 1));
