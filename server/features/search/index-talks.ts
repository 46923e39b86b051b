import { indexTerms, nameIndexTerms } from '../catalogue/text/tokens.ts';
import type { SearchStore } from './store.ts';

/**
 * Writes the index rows of some talks anew; talks that are not public lose theirs. Called inside the transaction of the
 * change.
 */
export function indexTalks(store: SearchStore, talkIds: readonly number[]): void {
  for (const id of talkIds) store.drop(id);
  for (const row of store.indexRows(talkIds)) {
    store.add(row.id, {
      title: terms(row.titles, indexTerms),
      speakers: terms(row.names, nameIndexTerms),
      abstract: terms(row.abstracts, indexTerms),
      tags: terms(row.tags, indexTerms),
    });
  }
}

function terms(json: string, of: (text: string) => string): string {
  // Made by json_group_array of TEXT columns.
  return (JSON.parse(json) as string[]).map(of).join(' ');
}
