import type { UiLanguage } from '#server/contract/languages.ts';
import type { ConferenceListing } from '#server/contract/listing.ts';
import type { Conference, ConferenceCard } from '#server/contract/wire.ts';
import { chooseText } from './choose-text.ts';
import type { createConferenceListing, ListingQuery } from './conference-listing.ts';
import type {
  ConferencePosterRow,
  ConferenceRow,
  ConferenceStore,
  ConferenceTextRow,
} from './conference-store.ts';
import { decodeCursor, encodeCursor, textCursor } from './cursor.ts';
import { type Faces, picture } from './faces.ts';
import { groupBy } from './group-by.ts';
import { postersOf, readPoster } from './posters.ts';
import type { TalkCards } from './talk-cards.ts';

export interface ListQuery {
  language: UiLanguage;
  limit: number;
  cursor?: string | undefined;
}

/** A conference with some of its talks, and why those. */
export interface ListedConference {
  conference: Conference;
  listing: ConferenceListing;
}

const maxConferences = 2000;
const conferencesOnPage = 60;

/** Readers of conferences for viewers, newest first. */
export function createConferenceReaders(o: {
  store: ConferenceStore;
  talkCards: TalkCards;
  faces: Faces;
  listing: ReturnType<typeof createConferenceListing>;
}) {
  const { store, talkCards } = o;

  function cards(ids: readonly number[], language: UiLanguage) {
    const texts = groupBy(store.texts(ids), (row) => row.owner_id);
    const posters = new Map(store.posters(ids).map((row) => [row.owner_id, row]));
    return store.rows(ids).map((row) => {
      const own = texts.get(row.id) ?? [];
      return { row, texts: own, card: conferenceCard(row, own, posters.get(row.id), language) };
    });
  }

  function head(id: number, language: UiLanguage): Omit<Conference, 'talks'> | null {
    const [found] = cards([id], language);
    if (!found) return null;
    return {
      ...found.card,
      description: chosen(found.row, found.texts, language)?.description ?? null,
      url: found.row.url,
      licence: o.faces.licenceOf(id),
      textLanguages: found.texts.map((text) => text.language),
    };
  }

  return {
    /** @throws {AppError} `invalid` for a cursor of something else */
    listConferences({ language, limit, cursor }: ListQuery) {
      const found = store.page(decodeCursor(cursor, textCursor), limit + 1);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: cards(
          page.map(({ id }) => id),
          language,
        ).map(({ card }) => card),
        nextCursor: found.length > limit && last ? encodeCursor([last.sort_day, last.id]) : null,
      };
    },

    /** Titles of public conferences, by number. */
    conferenceTitles(ids: readonly number[], language: UiLanguage): ReadonlyMap<number, string> {
      const texts = groupBy(store.texts(ids), (row) => row.owner_id);
      return new Map(
        store
          .names(ids)
          .map((row) => [
            row.id,
            chosen(row, texts.get(row.id) ?? [], language)?.title ?? row.acronym ?? row.slug,
          ]),
      );
    },

    /** A conference with its whole programme; null where there is none that is public. */
    conference(slug: string, language: UiLanguage): Conference | null {
      const id = store.idOfSlug(slug);
      const found = id === null ? null : head(id, language);
      if (id === null || found === null) return null;
      return { ...found, talks: talkCards(store.programme(id), language) };
    },

    /** A conference with the talks that a viewer asked for; null where there is none that is public. */
    conferenceListing(slug: string, language: UiLanguage, query: ListingQuery): ListedConference | null {
      const id = store.idOfSlug(slug);
      const found = id === null ? null : head(id, language);
      if (id === null || found === null) return null;
      const { talks, listing } = o.listing(id, language, query);
      return { conference: { ...found, talks }, listing };
    },

    /**
     * Public conferences, newest first, a page of the first 2000.
     * @param pageNumber from 1; beyond the last page the last one is shown
     */
    conferencePage(
      language: UiLanguage,
      pageNumber: number,
    ): { conferences: ConferenceCard[]; foundCount: number; pageNumber: number; pageCount: number } {
      const ids = store.page(null, maxConferences).map(({ id }) => id);
      const pageCount = Math.max(1, Math.ceil(ids.length / conferencesOnPage));
      const shown = Math.min(pageNumber, pageCount);
      const own = ids.slice((shown - 1) * conferencesOnPage, shown * conferencesOnPage);
      return {
        conferences: cards(own, language).map(({ card }) => card),
        ...{ foundCount: ids.length, pageNumber: shown, pageCount },
      };
    },

    conferenceCount: () => store.count(),
  };
}

function chosen(
  row: Pick<ConferenceRow, 'language'>,
  texts: readonly ConferenceTextRow[],
  language: UiLanguage,
) {
  return chooseText(texts, [language, row.language]);
}

function conferenceCard(
  row: ConferenceRow,
  texts: readonly ConferenceTextRow[],
  poster: ConferencePosterRow | undefined,
  language: UiLanguage,
): ConferenceCard {
  const text = chosen(row, texts, language);
  return {
    slug: row.slug,
    acronym: row.acronym,
    title: text?.title ?? row.acronym ?? row.slug,
    subtitle: text?.subtitle ?? null,
    textLanguage: text?.language ?? row.language,
    startDay: row.start_day,
    endDay: row.end_day,
    timeZone: row.time_zone,
    place: text?.place ?? null,
    accent: row.accent,
    isSample: row.is_sample === 1,
    talkCount: row.talk_count,
    watchableCount: row.watchable_count,
    logo:
      row.logo_id === null
        ? null
        : picture({ id: row.logo_id, width: row.logo_width, height: row.logo_height, alt: row.logo_alt }),
    ...postersOf(poster ? { ...poster, poster: readPoster(poster.poster) } : null),
  };
}
