import type { UiLanguage } from '#server/contract/languages.ts';

/** The same place in another language: `/search?q=a` -> `/search?q=a&lang=ja`. */
export function inLanguage(location: string, language: UiLanguage): string {
  return `${location}${location.includes('?') ? '&' : '?'}lang=${language}`;
}
