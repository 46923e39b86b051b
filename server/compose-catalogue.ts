import type { Db } from './db/open.ts';
import { type Catalogue, createCatalogue } from './features/catalogue/catalogue.ts';
import { createRelatedTalks, type RelatedTalks } from './features/search/related/relate-in-slices.ts';
import { createSearch, type Search } from './features/search/search.ts';

/**
 * Wires catalogue and search on a database: every change of a talk reaches the search index in its own transaction, and is
 * noted there for finding what goes with it.
 * @param o.onIndexFailed of a process that answers requests: changes of many talks reach the index in slices right after
 */
export function composeCatalogue(
  db: Db,
  o: { onIndexFailed?: (error: unknown) => void } = {},
): { catalogue: Catalogue; search: Search; related: RelatedTalks } {
  const catalogue = createCatalogue({
    db,
    onTalksChanged(talkIds) {
      search.indexTalks(talkIds);
      related.note(talkIds);
    },
    onTalksImported(talkIds) {
      search.indexNow(talkIds);
      related.note(talkIds);
    },
  });
  const search = createSearch({ db, catalogue, ...o });
  const related = createRelatedTalks({
    db,
    onChanged: () => catalogue.touch([]),
    onFailed: o.onIndexFailed ?? (() => {}),
  });
  return { catalogue, search, related };
}
