-- Full text over tokens prepared in code (stems, CJK pairs, code words, name keys); rowid = talk id.
-- Only public talks have a row.
CREATE VIRTUAL TABLE talk_search USING fts5 (
  title, speakers, abstract, tags,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
INSERT INTO talk_search (talk_search, rank) VALUES ('rank', 'bm25(8.0, 10.0, 2.0, 4.0)');

-- The known words, for "did you mean".
CREATE VIRTUAL TABLE talk_search_words USING fts5vocab ('talk_search', 'row');

-- All names of a speaker in every script, hidden ones too; rowid = speaker id. Readers join it with what is public.
CREATE VIRTUAL TABLE speaker_search USING fts5 (
  names,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
