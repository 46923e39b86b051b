import { readLanguage } from '../csv-cells.ts';

/**
 * The languages an event names: `en`, `de, en`, `German`, `eng`.
 * @returns those that are known, in the file's order, and what of it is none
 */
export function spokenLanguage(text: string | null): { languages: string[]; unknown: string | null } {
  const languages: string[] = [];
  let unknown: string | null = null;
  for (const part of (text ?? '').split(/[,;/&+]| and | und /).map((each) => each.trim())) {
    if (part === '') continue;
    const read = readLanguage(part);
    if ('value' in read && read.value !== null && isNamed(read.value)) languages.push(read.value);
    else unknown ??= part;
  }
  return { languages, unknown };
}

/** The language that a text is surely written in by its letters; null where they tell nothing. */
export function languageByLetters(text: string): string | null {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic > latin ? 'ru' : null;
}

function isNamed(tag: string): boolean {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag) !== undefined;
  } catch {
    return false;
  }
}
