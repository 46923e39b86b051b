-- Talks whose search rows are still to be written: a change of many talks leaves them to slices beside requests.
CREATE TABLE talks_to_index (
  talk_id INTEGER PRIMARY KEY
) STRICT;

-- The parts of the index are merged bit by bit as it is written, never wholly in the middle of a request: neither because
-- there are many of them, nor because much of one was deleted.
INSERT INTO talk_search (talk_search, rank) VALUES ('crisismerge', 200);
INSERT INTO talk_search (talk_search, rank) VALUES ('deletemerge', 0);
