-- Talks that go together, found when one of them is written. Each pair stands in both directions with the same score; a
-- talk keeps its best. Readers join what is public.
CREATE TABLE talk_related (
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  related_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  score REAL NOT NULL,
  shares_speaker INTEGER NOT NULL CHECK (shares_speaker IN (0, 1)),
  PRIMARY KEY (talk_id, related_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_related_back ON talk_related (related_id);

-- Talks whose relations are still to be found: in slices, beside requests.
CREATE TABLE talks_to_relate (
  talk_id INTEGER PRIMARY KEY
) STRICT;
INSERT INTO talks_to_relate (talk_id) SELECT id FROM talks;

-- How often talks were watched: sums, and nothing of who watched. Days are UTC.
CREATE TABLE talk_views (
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  day TEXT NOT NULL,
  views INTEGER NOT NULL CHECK (views > 0),
  PRIMARY KEY (talk_id, day)
) STRICT, WITHOUT ROWID;

-- The sum over all days: for lists sorted by it.
CREATE TABLE talk_view_totals (
  talk_id INTEGER PRIMARY KEY REFERENCES talks ON DELETE CASCADE,
  views INTEGER NOT NULL CHECK (views > 0)
) STRICT;
CREATE INDEX talk_view_totals_most ON talk_view_totals (views DESC, talk_id);
