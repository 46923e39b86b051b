import type { UiLanguage } from '#server/contract/languages.ts';

/** The plural forms that each language must bring (CLDR, whole numbers): leaving one out is a type error. */
export interface PluralForms {
  en: { one: string; other: string };
  ru: { one: string; few: string; many: string };
  ja: { other: string };
}

/** Makes a message of a number: the form that the language's grammar asks for, `#` replaced by the number. */
export function plural<L extends UiLanguage>(language: L, forms: PluralForms[L]): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const known: Readonly<Record<string, string>> = { ...forms };
  const fallback = Object.values(known).at(-1) ?? '#';
  return (count) => (known[rules.select(count)] ?? fallback).replace('#', numbers.format(count));
}

/** The forms of a counted message as data, for scripts of a page (`counted` in live.ts chooses among them). */
export function forms<L extends UiLanguage>(
  _language: L,
  given: PluralForms[L],
): Readonly<Record<string, string>> {
  return { ...given };
}
