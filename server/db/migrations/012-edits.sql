-- What becomes of a recording that was cut into several, or whose place another one took.

-- Since when its parts are recordings of their own; it waits for nothing any more.
ALTER TABLE recordings ADD COLUMN cut_ms INTEGER;

-- Which recording took its place: whoever was watching it then may go on for a while, as long as that one is public.
ALTER TABLE recordings ADD COLUMN replaced_by_id TEXT REFERENCES recordings ON DELETE SET NULL;
CREATE INDEX recordings_replaced ON recordings (replaced_by_id) WHERE replaced_by_id IS NOT NULL;
