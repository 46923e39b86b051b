import { paths } from '#server/contract/paths.ts';

export interface SearchFilters {
  conference?: string;
  language?: string;
  tag?: string;
}

/** The address of a search with its filters; parameters in one order, so that equal searches have one address. */
export function searchUrl(query: string, filters: SearchFilters, cursor?: string): string {
  const parameters = new URLSearchParams();
  if (query !== '') parameters.set('q', query);
  for (const name of ['conference', 'language', 'tag'] as const) {
    const value = filters[name];
    if (value !== undefined) parameters.set(name, value);
  }
  if (cursor !== undefined) parameters.set('cursor', cursor);
  const text = parameters.toString();
  return text === '' ? paths.search() : `${paths.search()}?${text}`;
}
