import type { UiLanguage } from '#server/contract/languages.ts';
import type { PageData } from '#server/contract/pages.ts';
import type { Actor } from '#server/features/accounts/actor.ts';
import type { PageSources } from './page-sources.ts';

export type LoadedPage =
  | { kind: 'page'; data: PageData /** Never kept by caches. */; isPrivate?: boolean }
  | { kind: 'moved'; to: string }
  | null;

export interface PageRequest {
  /** The `:slug` of the path; empty where the path has none. */
  slug: string;
  /** Only the known parameters, each at most once. */
  query: Readonly<Record<string, string>>;
  language: UiLanguage;
}

export interface ViewerPage {
  path: string;
  /** The query parameters that change what is shown; all others are ignored, and are no part of the cache's key. */
  parameters: readonly string[];
  /** It shows how often things were watched, which changes without a revision of the catalogue. */
  showsViews?: true;
  /** Other people's pages may show it in a frame; there it keeps nothing in the browser. */
  isFramed?: true;
  /** null where there is nothing at this address. */
  load(sources: PageSources, request: PageRequest): LoadedPage;
  /** The page as it would be if the thing were public; null for who may not see it. */
  preview?(sources: PageSources, request: PageRequest & { actor: Actor | null }): PageData | null;
}
