import type { UiLanguage } from '#server/contract/languages.ts';
import type { Words } from '../i18n/words.ts';

const files = import.meta.glob<{ words: Words }>(['../messages/*.ts', '!**/*.test.ts']);

/** Loads the words of one interface language. */
export async function loadWords(language: UiLanguage): Promise<Words> {
  const load = files[`../messages/${language}.ts`];
  if (!load) throw new Error(`There are no words of “${language}”.`);
  return (await load()).words;
}
