import type { Db } from './db/open.ts';
import { type Catalogue, createCatalogue } from './features/catalogue/catalogue.ts';
import { createRelatedStore } from './features/search/related/store.ts';
import { createSearch, type Search } from './features/search/search.ts';

/**
 * Wires catalogue and search on a database: every change of a talk reaches the search index in its own transaction, and is
 * noted there for finding what goes with it: that is done by the process that answers requests.
 * @param o.onIndexFailed of a process that answers requests: changes of many talks reach the index in slices right after
 * @param o.onNoted told inside the transaction that talks were noted
 */
export function composeCatalogue(
  db: Db,
  o: { onIndexFailed?: (error: unknown) => void; onNoted?: () => void } = {},
): { catalogue: Catalogue; search: Search } {
  const related = createRelatedStore(db);
  const note = (talkIds: readonly number[]) => {
    related.note(talkIds);
    o.onNoted?.();
  };
  const catalogue = createCatalogue({
    db,
    onTalksChanged(talkIds) {
      search.indexTalks(talkIds);
      note(talkIds);
    },
    onTalksImported(talkIds) {
      search.indexNow(talkIds);
      note(talkIds);
    },
  });
  const search = createSearch({ db, catalogue, ...o });
  return { catalogue, search };
}
