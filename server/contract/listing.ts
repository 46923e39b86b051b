import type { TalkCard } from './wire.ts';

/** Orders of a list of talks, as the address spells them. */
export const listSorts = ['time', 'title', 'length', 'newest', 'views'] as const;

export type ListSort = (typeof listSorts)[number];

/** Narrows any string to an order of lists. */
export function isListSort(value: string | undefined): value is ListSort {
  return value !== undefined && (listSorts as readonly string[]).includes(value);
}

/** What a list of talks is narrowed to; null where it is not. */
export interface ListFilters {
  /** `YYYY-MM-DD`. */
  day: string | null;
  /** Slug of a track. */
  track: string | null;
  /** Spoken language, BCP 47. */
  language: string | null;
  /** A name or a part of it, in any script, or the slug of a speaker. */
  speaker: string | null;
  /** Only what can be watched. */
  isRecorded: boolean;
}

/** A value that a list can be narrowed to, and how many talks have it. */
export interface Choice {
  value: string;
  label: string;
  count: number;
}

/** How the talks of a conference are shown: what was asked for, what there is to choose, what was found. */
export interface ConferenceListing {
  view: 'programme' | 'list';
  filters: ListFilters;
  sort: ListSort;
  /** Talks in all, talks that the filters leave. */
  talkCount: number;
  foundCount: number;
  days: Choice[];
  tracks: Choice[];
  languages: Choice[];
  watchableCount: number;
  /** Rooms of the talks shown, in the order of the programme. */
  rooms: string[];
  /** The day that is shown where the programme is too long for one page; null where all of it is. */
  shownDay: string | null;
  /** Pages of the list, from 1. */
  pageNumber: number;
  pageCount: number;
}

/** All talks of the portal, or those of a subject. */
export interface TalkListing {
  talks: TalkCard[];
  tag: { slug: string; name: string } | null;
  filters: Pick<ListFilters, 'language' | 'isRecorded'> & { year: string | null };
  sort: ListSort;
  /** Orders that this list can be put in. */
  sorts: ListSort[];
  foundCount: number;
  languages: Choice[];
  years: Choice[];
  pageNumber: number;
  pageCount: number;
}

/** A letter under which speakers are filed, and whether it is the one shown. */
export interface LetterChoice {
  initial: string;
  isShown: boolean;
}
