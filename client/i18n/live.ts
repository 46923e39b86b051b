import type { UiLanguage } from '#server/contract/languages.ts';
import { pluralForm } from './fill.ts';
import type { PluralForms, Words } from './words.ts';

/** Words for what scripts add to a page: plain data, so that a page carries those of its language alone. */
export type LiveMessages = Words['live'];

/** The words of the player. */
export type PlayerMessages = LiveMessages['player'];

/** What a page hands to its scripts. */
export interface LiveData {
  language: UiLanguage;
  /** How the language writes dates and numbers (BCP 47). */
  locale: string;
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

/** How the page's language writes dates and numbers (BCP 47). */
export function pageLocale(): string {
  return liveData().locale;
}

/** One group of words in the page's language; throws where the page carries none of that group. */
export function liveMessages<Group extends keyof LiveMessages>(group: Group): LiveMessages[Group] {
  const words = liveData().messages[group];
  if (!words) throw new Error(`The page carries no words for “${group}”.`);
  return words;
}

/** The form of a counted message that the page's language asks for, `#` replaced by the number. */
export function counted(forms: PluralForms, count: number): string {
  const locale = pageLocale();
  return pluralForm(forms, locale)(count).replace('#', new Intl.NumberFormat(locale).format(count));
}
