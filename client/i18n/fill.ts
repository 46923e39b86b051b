import type { PluralForms } from './words.ts';

const categories = new Set<string>(['zero', 'one', 'two', 'few', 'many', 'other']);

/** Puts values into a message with places such as `{now}`; a place without a value stays as it is. */
export function filled(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** Whether a part of a language's words is one counted message, not a group of messages. */
export function isPluralForms(part: object): part is PluralForms {
  const names = Object.keys(part);
  return names.length > 0 && names.every((name) => categories.has(name));
}

/** Chooses the form of a counted message that a number needs in a language (BCP 47). */
export function pluralForm(forms: PluralForms, locale: string): (count: number) => string {
  const rules = new Intl.PluralRules(locale);
  const fallback = forms.other ?? forms.many ?? '#';
  return (count) => forms[rules.select(count)] ?? fallback;
}
