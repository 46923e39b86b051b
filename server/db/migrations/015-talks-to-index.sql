-- Talks whose search rows are still to be written: a change of many talks leaves them to slices beside requests.
CREATE TABLE talks_to_index (
  talk_id INTEGER PRIMARY KEY
) STRICT;

-- The parts of the index are merged bit by bit as it is written, never all of them in the middle of a request.
INSERT INTO talk_search (talk_search, rank) VALUES ('crisismerge', 200);
