import { isPluralForms } from './fill.ts';

/** What a language must have, whatever else: how it writes numbers. */
interface Comparable {
  readonly language: { readonly locale: string };
}

/** Where a language's words differ in shape from English: one line for each message, by its path. */
export function differences<T extends Comparable>(english: object, other: T): string[] {
  const needed = formsOf(other.language.locale);

  function compare(model: unknown, given: unknown, path: string): string[] {
    if (given === undefined) return pathsOf(model, path).map((missing) => `${missing}: missing`);
    if (typeof model === 'string') {
      if (typeof given !== 'string') return [`${path}: must be one text`];
      return samePlaces([model], [given], path);
    }
    if (!isGroup(model)) return [];
    if (isPluralForms(model)) return compareForms(model, given, path);
    if (!isGroup(given) || isPluralForms(given)) return [`${path}: must be a group of messages`];
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    return [
      ...Object.entries(model).flatMap(([name, inner]) => compare(inner, given[name], at(name))),
      ...Object.keys(given)
        .filter((name) => !(name in model))
        .map((name) => `${at(name)}: English has no such message`),
    ];
  }

  function compareForms(model: object, given: unknown, path: string): string[] {
    if (!isGroup(given) || !isPluralForms(given)) return [`${path}: must have plural forms`];
    const there = Object.keys(given);
    return [
      ...needed.filter((form) => !there.includes(form)).map((form) => `${path}: lacks the form “${form}”`),
      ...there
        .filter((form) => !needed.includes(form))
        .map((form) => `${path}: the language has no form “${form}”`),
      ...samePlaces(Object.values(model), Object.values(given), path),
    ];
  }

  return compare(english, other, '');
}

function isGroup(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null;
}

/** The messages in a part, by their paths. */
function pathsOf(part: unknown, path: string): string[] {
  if (!isGroup(part) || isPluralForms(part)) return [path];
  return Object.entries(part).flatMap(([name, inner]) =>
    pathsOf(inner, path === '' ? name : `${path}.${name}`),
  );
}

/** The plural categories that whole numbers have in a language. */
function formsOf(locale: string): string[] {
  const rules = new Intl.PluralRules(locale);
  const numbers = [...Array(201).keys(), 1000, 10_000, 1_000_000];
  return [...new Set(numbers.map((number) => rules.select(number)))];
}

/** Every text must have the places of English, `#` not counted. */
function samePlaces(model: readonly string[], given: readonly string[], path: string): string[] {
  const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');
  const wanted = places(model.at(-1) ?? '');
  return given
    .filter((text) => places(text) !== wanted)
    .map((text) => `${path}: has ${places(text) || '{}'}, English has ${wanted || '{}'}`);
}
