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
      return new Map(cards(ids, language).map(({ row, card }) => [row.id, card.title]));
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

    /** Every public conference, newest first, up to 2000. */
    allConferences(language: UiLanguage): ConferenceCard[] {
      const ids = store.page(null, maxConferences).map(({ id }) => id);
      return cards(ids, language).map(({ card }) => card);
    },

    conferenceCount: () => store.count(),
  };
}

function chosen(row: ConferenceRow, texts: readonly ConferenceTextRow[], language: UiLanguage) {
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
