import type { Db } from './db/open.ts';
import { type Catalogue, createCatalogue } from './features/catalogue/catalogue.ts';
import { createSearch, type Search } from './features/search/search.ts';

/** Wires catalogue and search on a database: every change of a talk reaches the search index in its own transaction. */
export function composeCatalogue(db: Db): { catalogue: Catalogue; search: Search } {
  const catalogue = createCatalogue({ db, onTalksChanged: (talkIds) => search.indexTalks(talkIds) });
  const search = createSearch({ db, catalogue });
  return { catalogue, search };
}
