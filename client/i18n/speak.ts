import { filled, isPluralForms, pluralForm } from './fill.ts';
import type { OrganizeWords, PageWords, Words } from './words.ts';

type Values = Readonly<Record<string, string | number>>;

/** The words of viewers' pages in a language, ready to use. */
export function pageWords(words: Words): PageWords {
  return spoken(words.pages, words.language.locale) as PageWords; // the shape of Words, which follows English's
}

/** The words of the organizers' rooms in a language, ready to use. */
export function organizeWords(words: Words): OrganizeWords {
  return spoken(words.organize, words.language.locale) as OrganizeWords; // as above
}

/** Turns each message with places or plural forms into a function, once for a language; numbers are written as in `locale`. */
function spoken(message: unknown, locale: string): unknown {
  const numbers = new Intl.NumberFormat(locale);
  const written = (values: Values) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'number' ? numbers.format(value) : value,
      ]),
    );
  const say = (part: unknown): unknown => {
    if (typeof part === 'string') return sayText(part);
    if (typeof part !== 'object' || part === null) return part;
    if (!isPluralForms(part)) {
      return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, say(inner)]));
    }
    const choose = pluralForm(part, locale);
    return (count: number, values: Values = {}) =>
      filled(choose(count), written(values)).replace('#', numbers.format(count));
  };
  const sayText = (text: string) => {
    const place = /\{(\w+)\}/.exec(text)?.[1];
    if (place === undefined) return text;
    return (given: string | number | Values) =>
      filled(text, written(typeof given === 'object' ? given : { [place]: given }));
  };
  return say(message);
}
