import type { Db } from './db/open.ts';
import { type Catalogue, createCatalogue } from './features/catalogue/catalogue.ts';
import { createSearch, type Search } from './features/search/search.ts';

/**
 * Wires catalogue and search on a database: every change of a talk reaches the search index in its own transaction.
 * @param o.onIndexFailed of a process that answers requests: changes of many talks reach the index in slices right after
 */
export function composeCatalogue(
  db: Db,
  o: { onIndexFailed?: (error: unknown) => void } = {},
): { catalogue: Catalogue; search: Search } {
  const catalogue = createCatalogue({
    db,
    onTalksChanged: (talkIds) => search.indexTalks(talkIds),
    onTalksImported: (talkIds) => search.indexNow(talkIds),
  });
  const search = createSearch({ db, catalogue, ...o });
  return { catalogue, search };
}
