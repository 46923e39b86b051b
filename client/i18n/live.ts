import type { UiLanguage } from '#server/contract/languages.ts';
import type { Messages } from '../messages/en.ts';

/** Words for what scripts add to a page: plain data, so that a page carries those of its language alone. */
export type LiveMessages = Messages['live'];

/** What a page hands to its scripts. */
export interface LiveData {
  language: UiLanguage;
  messages: Partial<LiveMessages>;
}

let known: LiveData | undefined;

function liveData(): LiveData {
  known ??= JSON.parse(document.querySelector('script#live')?.textContent ?? '') as LiveData; // written by our own server from this very type
  return known;
}

/** The language of the page. */
export function pageLanguage(): UiLanguage {
  return liveData().language;
}

/** One group of words in the page's language; throws where the page carries none of that group. */
export function liveMessages<Group extends keyof LiveMessages>(group: Group): LiveMessages[Group] {
  const words = liveData().messages[group];
  if (!words) throw new Error(`The page carries no words for “${group}”.`);
  return words;
}

/** Puts values into a message with places such as `{now}`. */
export function filled(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** The form of a counted message that the page's language asks for, `#` replaced by the number. */
export function counted(forms: Readonly<Record<string, string>>, count: number): string {
  const language = pageLanguage();
  const form = forms[new Intl.PluralRules(language).select(count)] ?? Object.values(forms).at(-1) ?? '#';
  return form.replace('#', new Intl.NumberFormat(language).format(count));
}
