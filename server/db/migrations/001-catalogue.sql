-- Conferences, talks, speakers, tags. Times are INTEGER ms UTC; days are 'YYYY-MM-DD' in the conference's time zone.

CREATE TABLE library (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Grows with every change that a viewer could see: part of the key of every cached page.
  revision INTEGER NOT NULL DEFAULT 0,
  -- Set once the example was loaded, so that removing it is not undone by the next start.
  example_loaded_ms INTEGER
) STRICT;
INSERT INTO library (id) VALUES (1);

CREATE TABLE conferences (
  id INTEGER PRIMARY KEY,
  guid TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  acronym TEXT,
  language TEXT NOT NULL DEFAULT 'en',
  start_day TEXT,
  end_day TEXT,
  time_zone TEXT NOT NULL DEFAULT 'UTC',
  url TEXT,
  accent TEXT,
  licence TEXT,
  publish TEXT NOT NULL DEFAULT 'review' CHECK (publish IN ('auto', 'review')),
  visibility TEXT NOT NULL DEFAULT 'public' CHECK (visibility IN ('draft', 'public')),
  is_sample INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1)),
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX conferences_newest ON conferences (coalesce(start_day, ''), id) WHERE visibility = 'public';

CREATE TABLE conference_texts (
  conference_id INTEGER NOT NULL REFERENCES conferences ON DELETE CASCADE,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  subtitle TEXT,
  description TEXT,
  place TEXT,
  PRIMARY KEY (conference_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conferences ON DELETE CASCADE,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  UNIQUE (conference_id, name)
) STRICT;

CREATE TABLE tracks (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conferences ON DELETE CASCADE,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (conference_id, slug)
) STRICT;

CREATE TABLE talks (
  id INTEGER PRIMARY KEY,
  guid TEXT NOT NULL UNIQUE,
  -- The current slug; every slug a talk ever had in public is in talk_slugs.
  slug TEXT NOT NULL UNIQUE,
  conference_id INTEGER REFERENCES conferences ON DELETE CASCADE,
  track_id INTEGER REFERENCES tracks ON DELETE SET NULL,
  language TEXT,
  -- Order within the programme where no start is known.
  position INTEGER NOT NULL DEFAULT 0,
  licence TEXT,
  -- will = a recording is expected, none = was not recorded, opted_out = the speaker does not want one shown.
  recording_plan TEXT NOT NULL DEFAULT 'will' CHECK (recording_plan IN ('will', 'none', 'opted_out')),
  visibility TEXT NOT NULL DEFAULT 'draft' CHECK (visibility IN ('draft', 'unlisted', 'public')),
  is_sample INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1)),
  -- First time the talk was public: freezes its slug.
  first_public_ms INTEGER,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX talks_by_conference ON talks (conference_id, position, id);
CREATE INDEX talks_by_track ON talks (track_id);
CREATE INDEX talks_newest ON talks (first_public_ms DESC, id DESC) WHERE visibility = 'public';
CREATE INDEX talks_public ON talks (conference_id) WHERE visibility = 'public';

CREATE TABLE talk_slugs (
  slug TEXT PRIMARY KEY,
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_slugs_by_talk ON talk_slugs (talk_id);

CREATE TABLE talk_sources (
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  PRIMARY KEY (source, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_sources_by_talk ON talk_sources (talk_id);

CREATE TABLE talk_texts (
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  subtitle TEXT,
  abstract TEXT,
  -- The title case-folded, for sorting and for recognising the same talk in a later import.
  sort_key TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (talk_id, language)
) STRICT, WITHOUT ROWID;

-- A talk may be held more than once; everything about a slot may be unknown, then it has none.
CREATE TABLE talk_slots (
  id INTEGER PRIMARY KEY,
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  day TEXT,
  start_ms INTEGER,
  duration_ms INTEGER,
  room_id INTEGER REFERENCES rooms ON DELETE SET NULL
) STRICT;
CREATE INDEX talk_slots_by_talk ON talk_slots (talk_id, start_ms);
CREATE INDEX talk_slots_by_room ON talk_slots (room_id);

CREATE TABLE talk_links (
  id INTEGER PRIMARY KEY,
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  title TEXT NOT NULL,
  url TEXT NOT NULL
) STRICT;
CREATE INDEX talk_links_by_talk ON talk_links (talk_id);

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE talk_tags (
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags ON DELETE CASCADE,
  PRIMARY KEY (talk_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_tags_by_tag ON talk_tags (tag_id, talk_id);

CREATE TABLE speakers (
  id INTEGER PRIMARY KEY,
  guid TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  -- Merging sets this pointer and rewrites nothing, so it can be undone.
  merged_into_id INTEGER REFERENCES speakers,
  surviving_id INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(merged_into_id, id)) VIRTUAL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX speakers_merged ON speakers (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX speakers_surviving ON speakers (surviving_id);

CREATE TABLE speaker_names (
  id INTEGER PRIMARY KEY,
  speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
  name TEXT NOT NULL,
  -- ISO 15924: Latn, Cyrl, Jpan, ...
  script TEXT NOT NULL,
  -- main: shown; alias: shown as another name; hidden: found but never shown.
  kind TEXT NOT NULL CHECK (kind IN ('main', 'alias', 'hidden')),
  -- Family name first, case folded, for sorting and A-Z headings.
  sort_key TEXT NOT NULL,
  -- The name case-folded, words in any order given: two spellings with one fold are the same name.
  folded TEXT NOT NULL DEFAULT '',
  UNIQUE (speaker_id, name)
) STRICT;
CREATE INDEX speaker_names_folded ON speaker_names (folded);

-- Which name stands for a speaker in lists read in a script, and where it is filed: kept by every write of names.
-- Names in the reader's own script come first (rank 0), then those that have only another one (rank 1).
CREATE TABLE speaker_listing (
  script TEXT NOT NULL,
  rank INTEGER NOT NULL CHECK (rank IN (0, 1)),
  sort_key TEXT NOT NULL,
  speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
  name_id INTEGER NOT NULL REFERENCES speaker_names ON DELETE CASCADE,
  PRIMARY KEY (script, rank, sort_key, speaker_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX speaker_listing_by_speaker ON speaker_listing (speaker_id, script);
CREATE INDEX speaker_listing_by_name ON speaker_listing (name_id);

CREATE TABLE speaker_texts (
  speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
  language TEXT NOT NULL,
  biography TEXT NOT NULL,
  PRIMARY KEY (speaker_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE talk_speakers (
  talk_id INTEGER NOT NULL REFERENCES talks ON DELETE CASCADE,
  speaker_id INTEGER NOT NULL REFERENCES speakers,
  position INTEGER NOT NULL,
  -- The name the talk bills the speaker under, and at which affiliation.
  name_id INTEGER NOT NULL REFERENCES speaker_names,
  affiliation TEXT,
  PRIMARY KEY (talk_id, speaker_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_speakers_by_speaker ON talk_speakers (speaker_id, talk_id);
CREATE INDEX talk_speakers_by_name ON talk_speakers (name_id);

-- Fields changed by hand, so that a later import knows.
CREATE TABLE edited_fields (
  entity TEXT NOT NULL CHECK (entity IN ('conference', 'talk', 'speaker')),
  entity_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  edited_ms INTEGER NOT NULL,
  PRIMARY KEY (entity, entity_id, field)
) STRICT, WITHOUT ROWID;

-- What is public: every viewer's read, count, suggestion, facet and feed goes through these views.
CREATE VIEW public_conferences AS
  SELECT id, slug, acronym, language, start_day, end_day, time_zone, url, accent, licence, is_sample
  FROM conferences WHERE visibility = 'public';

CREATE VIEW public_talks AS
  SELECT t.id, t.conference_id, t.guid, t.slug, t.language, t.track_id, t.position, t.licence, t.recording_plan,
    t.is_sample, t.first_public_ms
  FROM talks t
  WHERE t.visibility = 'public'
    AND (t.conference_id IS NULL OR EXISTS (SELECT 1 FROM public_conferences c WHERE c.id = t.conference_id));

-- Who speaks in a public talk, through merges (one level: merging points at the surviving speaker).
-- CROSS JOIN fixes the order of reading: from the talk to its speakers.
CREATE VIEW public_talk_speakers AS
  SELECT ts.talk_id, s.surviving_id AS speaker_id, ts.position, ts.name_id, ts.affiliation
  FROM talk_speakers ts
  CROSS JOIN public_talks p ON p.id = ts.talk_id
  CROSS JOIN speakers s ON s.id = ts.speaker_id;

-- The same pairs, read from the speaker to the public talks.
CREATE VIEW public_speaker_talks AS
  SELECT s.surviving_id AS speaker_id, ts.talk_id, ts.affiliation
  FROM speakers s
  CROSS JOIN talk_speakers ts ON ts.speaker_id = s.id
  CROSS JOIN public_talks p ON p.id = ts.talk_id;
