import type { UiLanguage } from '#server/contract/languages.ts';
import type { SearchMatch } from '#server/contract/wire.ts';
import { groupBy } from '../catalogue/read/group-by.ts';
import { readerScript } from '../catalogue/text/script.ts';
import type { Token } from '../catalogue/text/tokens.ts';
import { createHighlighter, excerpt, type Highlighter, highlighted } from './snippets.ts';
import type { SearchStore, SourceTextRow } from './store.ts';

/**
 * Where the words of a query stand in some talks: one match a field, in the reader's language if it is there, else in the
 * first language that has it.
 */
export function findMatches(
  store: SearchStore,
  o: { ids: readonly number[]; query: readonly Token[]; language: UiLanguage },
): Map<number, SearchMatch[]> {
  const inText = createHighlighter(o.query, { matchesNames: false });
  const inNames = createHighlighter(o.query, { matchesNames: true });
  const texts = groupBy(store.texts(o.ids), (row) => row.talk_id);
  const names = groupBy(store.shownNames(o.ids), (row) => row.talk_id);
  const tags = groupBy(store.tags(o.ids), (row) => row.talk_id);
  return new Map(
    o.ids.map((id) => {
      const own = readersFirst(texts.get(id) ?? [], (text) => text.language === o.language);
      const matches = [
        whole(
          'speaker',
          readersFirst(names.get(id) ?? [], ({ script }) => script === readerScript(o.language)).map(
            ({ name }) => ({ text: name }),
          ),
          inNames,
        ),
        whole(
          'title',
          own.map(({ title, language }) => ({ text: title, language })),
          inText,
        ),
        whole(
          'subtitle',
          own.flatMap(({ subtitle, language }) => (subtitle === null ? [] : { text: subtitle, language })),
          inText,
        ),
        abstractMatch(own, inText),
        whole(
          'tag',
          (tags.get(id) ?? []).map(({ name }) => ({ text: name })),
          inText,
        ),
      ];
      return [id, matches.filter((match) => match !== null)];
    }),
  );
}

function whole(
  field: SearchMatch['field'],
  texts: readonly { text: string; language?: string }[],
  find: Highlighter,
): SearchMatch | null {
  for (const { text, language } of texts) {
    const hits = find(text);
    if (hits.length > 0) return { field, ...(language && { language }), snippet: highlighted(text, hits) };
  }
  return null;
}

function abstractMatch(texts: readonly SourceTextRow[], find: Highlighter): SearchMatch | null {
  for (const { abstract, language } of texts) {
    const hits = abstract === null ? [] : find(abstract);
    if (abstract !== null && hits.length > 0)
      return { field: 'abstract', language, snippet: excerpt(abstract, hits) };
  }
  return null;
}

function readersFirst<T>(rows: readonly T[], isReaders: (row: T) => boolean): readonly T[] {
  return [...rows].sort((one, other) => Number(isReaders(other)) - Number(isReaders(one)));
}
