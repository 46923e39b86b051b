import { createContext, use } from 'react';
import type { UiLanguage } from '#server/contract/languages.ts';
import { type Format, formatOf } from '../i18n/format.ts';
import { organizeWords } from '../i18n/speak.ts';
import type { OrganizeWords, Words } from '../i18n/words.ts';
import { type Measures, measuresOf } from './measures.ts';

/** The language of the organizers' pages, with its words and formats: what every component may ask for. */
export interface Organizer {
  language: UiLanguage;
  /** The words of the frame and of what all rooms share. */
  m: OrganizeWords['frame'];
  rooms: OrganizeWords;
  format: Format & Measures;
}

/** The words of one room of the organizers' area. */
export type RoomWords<Room extends keyof OrganizeWords> = OrganizeWords[Room];

/** Who reads the page, for the few components that are no functions. */
export const OrganizerContext = createContext<Organizer | null>(null);

export const OrganizerProvider = OrganizerContext.Provider;

/** Brings the words and formats of a language together. */
export function organizerOf(language: UiLanguage, words: Words): Organizer {
  const rooms = organizeWords(words);
  const { locale } = words.language;
  const format = { ...formatOf(locale), ...measuresOf(locale, words.organize.frame.units) };
  return { language, m: rooms.frame, rooms, format };
}

/** Who reads the page. */
export function useOrganizer(): Organizer {
  const organizer = use(OrganizerContext);
  if (organizer === null) throw new Error('useOrganizer is used outside the organizers’ pages.');
  return organizer;
}

/** The words of a room in the reader's language. */
export function useRoomWords<Room extends keyof OrganizeWords>(room: Room): RoomWords<Room> {
  return useOrganizer().rooms[room];
}
