import { createContext, use } from 'react';
import type { UiLanguage } from '#server/contract/languages.ts';
import { type Format, formatOf } from '../i18n/format.ts';
import { type Measures, measuresOf } from './measures.ts';
import { en, type OrganizeMessages } from './messages/en.ts';
import { ja } from './messages/ja.ts';
import { ru } from './messages/ru.ts';

const messages: Readonly<Record<UiLanguage, OrganizeMessages>> = { en, ru, ja };

/** The language of the organizers' pages, with its words and formats: what every component may ask for. */
export interface Organizer {
  language: UiLanguage;
  m: OrganizeMessages;
  format: Format & Measures;
}

/** Who reads the page, for the few components that are no functions. */
export const OrganizerContext = createContext<Organizer | null>(null);

export const OrganizerProvider = OrganizerContext.Provider;

/** Brings the words and formats of a language together. */
export function organizerOf(language: UiLanguage): Organizer {
  return { language, m: messages[language], format: { ...formatOf(language), ...measuresOf(language) } };
}

/** Who reads the page. */
export function useOrganizer(): Organizer {
  const organizer = use(OrganizerContext);
  if (organizer === null) throw new Error('useOrganizer is used outside the organizers’ pages.');
  return organizer;
}

/** The words of one room in every language, kept in the room's own folder. */
export type RoomMessages<T> = Readonly<Record<UiLanguage, T>>;

/** The words of a room in the reader's language. */
export function useRoomMessages<T>(words: RoomMessages<T>): T {
  return words[useOrganizer().language];
}
