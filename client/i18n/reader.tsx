import { createContext, use } from 'react';
import type { UiLanguage } from '#server/contract/languages.ts';
import type { SiteInfo } from '#server/contract/pages.ts';
import { allWords } from './all-words.ts';
import { type Format, formatOf } from './format.ts';
import { pageWords } from './speak.ts';
import type { PageWords, Words } from './words.ts';

const spoken = new Map<UiLanguage, PageWords>();

/** Who reads, in which language, and where: what every component of a page may ask for. */
export interface Reader {
  language: UiLanguage;
  site: SiteInfo;
  location: string;
  m: PageWords;
  /** The language whole, as plain data. */
  words: Words;
  format: Format;
}

const ReaderContext = createContext<Reader | null>(null);

export const ReaderProvider = ReaderContext.Provider;

/** Brings a reader's messages and formats together. */
export function readerOf(o: { language: UiLanguage; site: SiteInfo; location: string }): Reader {
  const words = allWords[o.language];
  const m = spoken.get(o.language) ?? pageWords(words);
  spoken.set(o.language, m);
  return { ...o, m, words, format: formatOf(words.language.locale) };
}

/** The reader of the page being rendered. */
export function useReader(): Reader {
  const reader = use(ReaderContext);
  if (reader === null) throw new Error('useReader is used outside a page.');
  return reader;
}

/** `lang` attribute for a text: nothing where it is in the page's own language. */
export function langOf(reader: Pick<Reader, 'language'>, textLanguage: string | null): string | undefined {
  return textLanguage === null || textLanguage === reader.language ? undefined : textLanguage;
}
