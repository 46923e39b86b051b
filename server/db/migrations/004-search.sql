-- Full text over tokens prepared in code (stems, CJK pairs, code words); rowid = talk id.
CREATE VIRTUAL TABLE talk_search USING fts5 (
  title, speakers, abstract, tags,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Names of speakers and titles for suggestions: prefix search over folded text.
CREATE TABLE suggestions (
  kind TEXT NOT NULL CHECK (kind IN ('speaker', 'talk', 'conference')),
  entity_id INTEGER NOT NULL,
  folded TEXT NOT NULL,
  label TEXT NOT NULL,
  language TEXT,
  PRIMARY KEY (folded, kind, entity_id, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestions_by_entity ON suggestions (kind, entity_id);
