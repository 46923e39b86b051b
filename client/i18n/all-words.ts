import { type UiLanguage, uiLanguages } from '#server/contract/languages.ts';
import type { Words } from './words.ts';

const files = import.meta.glob<{ words: Words }>(['../messages/*.ts', '!**/*.test.ts'], { eager: true });

/** The words of every interface language, for what renders pages in all of them. */
export const allWords = Object.fromEntries(
  uiLanguages.map((language) => [language, wordsOf(language)]),
) as Readonly<Record<UiLanguage, Words>>; // one entry for each language of the list

function wordsOf(language: UiLanguage): Words {
  const file = files[`../messages/${language}.ts`];
  if (!file) throw new Error(`Write the words of “${language}” into client/messages/${language}.ts.`);
  return file.words;
}
