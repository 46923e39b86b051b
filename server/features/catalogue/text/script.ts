import type { UiLanguage } from '#server/contract/languages.ts';

/** The scripts that the portal's interface languages are written in (ISO 15924). */
export type ReaderScript = 'Latn' | 'Cyrl' | 'Jpan';

export const readerScripts: readonly ReaderScript[] = ['Latn', 'Cyrl', 'Jpan'];

/** The script that a reader of an interface language expects names in. */
export function readerScript(language: UiLanguage): ReaderScript {
  const { script } = new Intl.Locale(language).maximize();
  return readerScripts.find((known) => known === script) ?? 'Latn';
}

const detectors: readonly (readonly [script: string, letter: RegExp])[] = [
  ['Jpan', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Kore', /\p{Script=Hangul}/u],
  ['Jpan', /\p{Script=Han}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Armn', /\p{Script=Armenian}/u],
];

/** The script a name is written in (ISO 15924); names of Han characters alone count as Japanese, all else as Latin. */
export function scriptOf(name: string): string {
  return detectors.find(([, letter]) => letter.test(name))?.[0] ?? 'Latn';
}

/** The language that a name in a script is read aloud in, where the script says so (BCP 47). */
export function languageOfScript(script: string): string | null {
  if (script === 'Cyrl') return 'ru';
  return script === 'Jpan' ? 'ja' : null;
}
