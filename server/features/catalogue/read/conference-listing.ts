import type { UiLanguage } from '#server/contract/languages.ts';
import type { Choice, ConferenceListing, ListFilters, ListSort } from '#server/contract/listing.ts';
import type { TalkCard } from '#server/contract/wire.ts';
import { foldedWords } from '../text/fold.ts';
import { groupBy } from './group-by.ts';
import type { ProgrammeFact, ProgrammeStore } from './programme-store.ts';
import type { TalkCards } from './talk-cards.ts';

/** A programme longer than this is shown a day at a time. */
const maxOnOnePage = 150;
const pageLength = 50;

export interface ListingQuery {
  view: 'programme' | 'list' | null;
  filters: ListFilters;
  sort: ListSort | null;
  /** From 1; beyond the last page the last one is shown. */
  pageNumber: number;
}

/** Reads the talks of a conference as a viewer asked for them, and what they could be narrowed to. */
export function createConferenceListing(o: { store: ProgrammeStore; talkCards: TalkCards }) {
  const { store } = o;

  function narrowed(id: number, facts: readonly ProgrammeFact[], filters: ListFilters): ProgrammeFact[] {
    const { day, track, language, speaker, isRecorded } = filters;
    const bySpeaker = speaker === null ? null : new Set(store.bySpeaker(id, speaker, searchWords(speaker)));
    return facts.filter(
      (fact) =>
        (day === null || fact.day === day) &&
        (track === null || fact.track === track) &&
        (language === null || fact.language === language) &&
        (!isRecorded || fact.is_watchable === 1) &&
        (bySpeaker === null || bySpeaker.has(fact.id)),
    );
  }

  function sorted(id: number, facts: readonly ProgrammeFact[], sort: ListSort, language: UiLanguage) {
    if (sort === 'title') {
      const place = new Map(store.byTitle(id, language).map((talk, index) => [talk, index]));
      return facts.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
    }
    // The order of the programme stays among equals; what has no length or no recording comes last.
    if (sort === 'length') return facts.toSorted((a, b) => lengthOf(a) - lengthOf(b));
    if (sort === 'newest') return facts.toSorted((a, b) => (b.recorded_ms ?? 0) - (a.recorded_ms ?? 0));
    if (sort === 'views') return facts.toSorted((a, b) => b.views - a.views);
    return facts;
  }

  return function conferenceListing(
    conferenceId: number,
    language: UiLanguage,
    query: ListingQuery,
  ): { listing: ConferenceListing; talks: TalkCard[] } {
    const facts = store.facts(conferenceId);
    const found = narrowed(conferenceId, facts, query.filters);
    const hasTimes = facts.some((fact) => fact.start_ms !== null);
    const view = query.view ?? (hasTimes || facts.length <= maxOnOnePage ? 'programme' : 'list');
    const isByDay = view === 'programme' && found.length > maxOnOnePage;
    const shownDay = isByDay ? (found[0]?.day ?? null) : null;
    const sort = view === 'programme' ? 'time' : (query.sort ?? 'time');
    const pageCount = view === 'programme' ? 1 : Math.max(1, Math.ceil(found.length / pageLength));
    const pageNumber = Math.min(Math.max(1, query.pageNumber), pageCount);
    const shown =
      view === 'programme'
        ? found.filter((fact) => !isByDay || fact.day === shownDay)
        : sorted(conferenceId, found, sort, language).slice(
            (pageNumber - 1) * pageLength,
            pageNumber * pageLength,
          );
    // What a filter could be set to counts the talks that the other filters leave.
    const without = (name: 'day' | 'track' | 'language') =>
      query.filters[name] === null
        ? found
        : narrowed(conferenceId, facts, { ...query.filters, [name]: null });
    return {
      talks: o.talkCards(
        shown.map(({ id }) => id),
        language,
      ),
      listing: {
        ...{ view, filters: query.filters, sort, shownDay, pageNumber, pageCount },
        talkCount: facts.length,
        foundCount: found.length,
        days: choices(without('day'), (fact) => fact.day),
        tracks: choices(
          without('track'),
          (fact) => fact.track,
          (fact) => fact.track_name,
        ),
        languages: choices(without('language'), (fact) => fact.language),
        watchableCount: facts.filter((fact) => fact.is_watchable === 1).length,
        rooms: roomsOf(shown),
      },
    };
  };
}

function choices(
  facts: readonly ProgrammeFact[],
  valueIn: (fact: ProgrammeFact) => string | null,
  labelIn: (fact: ProgrammeFact) => string | null = valueIn,
): Choice[] {
  return [...groupBy(facts, valueIn)].flatMap(([value, own]) => {
    const [first] = own;
    return value === null || !first ? [] : [{ value, label: labelIn(first) ?? value, count: own.length }];
  });
}

function roomsOf(facts: readonly ProgrammeFact[]): string[] {
  const positions = new Map<string, number>();
  for (const { room, room_position } of facts) if (room !== null) positions.set(room, room_position ?? 0);
  return [...positions].sort(([, a], [, b]) => a - b).map(([room]) => room);
}

const lengthOf = (fact: ProgrammeFact) => fact.length_ms ?? Number.MAX_SAFE_INTEGER;

/** A name of signs alone is looked for as it is, and found nowhere. */
function searchWords(name: string): string[] {
  const words = foldedWords(name).split(' ');
  return words[0] === '' ? [name] : words;
}
