import type { z } from 'zod';
import type { UiLanguage } from '#server/contract/languages.ts';
import type { Recording, Talk, TalkCard } from '#server/contract/wire.ts';
import { chooseText } from './choose-text.ts';
import type { ConferenceStore } from './conference-store.ts';
import type { ListQuery } from './conferences.ts';
import { decodeCursor, encodeCursor, numberCursor, textCursor } from './cursor.ts';
import type { Faces } from './faces.ts';
import { chooseRelated, relatedRead } from './related.ts';
import type { SpeakerStore } from './speaker-store.ts';
import type { TalkCards } from './talk-cards.ts';
import type { TalkListFilter, TalkListStore, TalkSort } from './talk-list-store.ts';
import type { TalkStore } from './talk-store.ts';

export interface TalkListQuery extends ListQuery {
  conference?: string | undefined;
  speaker?: string | undefined;
  tag?: string | undefined;
  track?: string | undefined;
  /** Spoken language, BCP 47. */
  spoken?: string | undefined;
  sort: TalkSort;
}

export type FoundTalk =
  | { kind: 'found'; talk: Talk /** Shown to whoever has the address, listed nowhere. */; isListed: boolean }
  | { kind: 'moved'; slug: string }
  | null;

const relatedCount = 12;

/** Readers of talks for viewers. */
export function createTalkReaders(o: {
  talks: TalkStore;
  lists: TalkListStore;
  conferences: ConferenceStore;
  speakers: SpeakerStore;
  talkCards: TalkCards;
  faces: Faces;
  recordingOf: (talkId: number) => Recording | null;
}) {
  /** Null where a filter names something that does not exist: then nothing is found. */
  function resolve(query: TalkListQuery): TalkListFilter | null {
    const conferenceId = query.conference ? o.conferences.idOfSlug(query.conference) : null;
    const speakerId = query.speaker ? (o.speakers.surviving(query.speaker)?.id ?? null) : null;
    const tagId = query.tag ? o.lists.tagId(query.tag) : null;
    const isUnknown =
      (query.conference && conferenceId === null) ||
      (query.speaker && speakerId === null) ||
      (query.tag && tagId === null);
    if (isUnknown) return null;
    return { conferenceId, speakerId, tagId, track: query.track ?? null, language: query.spoken ?? null };
  }

  /** A public talk by its number. */
  function talkById(id: number, language: UiLanguage): Talk | null {
    const detail = o.talks.detail(id);
    if (detail === null) return null;
    const [card] = o.talkCards([id], language);
    if (!card) return null;
    const texts = o.talks.texts([id]);
    const text = chooseText(texts, [language, detail.language, detail.conference_language]);
    const ofSpeakers = o.talks.ofSpeakersOf(id, relatedCount);
    const inProgramme = neighbours(o.conferences, detail.conference_id, id);
    const related = chooseRelated(o.talks.related(id, relatedRead));
    const cardsOf = cardsOfLists(o.talkCards, language, [ofSpeakers, inProgramme, related]);
    const recording = o.recordingOf(id);
    return {
      ...card,
      subtitle: text?.subtitle ?? null,
      abstract: text?.abstract ?? null,
      abstractHtml: text?.abstract_html ?? null,
      textLanguages: texts.map((each) => each.language),
      tags: o.talks.tags([id]).map((tag) => ({ slug: tag.slug, name: tag.name })),
      licence: detail.licence,
      links: o.talks.links(id),
      people: o.faces.ofTalk(id),
      recording,
      views: o.talks.views(id),
      related: cardsOf(related),
      moreFromSpeakers: cardsOf(ofSpeakers),
      moreFromConference: cardsOf(inProgramme),
    };
  }

  return {
    /** @throws {AppError} `invalid` for a cursor of something else */
    listTalks(query: TalkListQuery): { items: TalkCard[]; nextCursor: string | null } {
      const shape = query.sort === 'newest' ? numberCursor : textCursor;
      const after = decodeCursor<z.ZodType<[string | number, number]>>(query.cursor, shape);
      const filter = resolve(query);
      if (filter === null) return { items: [], nextCursor: null };
      const { sort, language, limit } = query;
      const found = o.lists.page(filter, { sort, reader: language, after, limit: limit + 1 });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: o.talkCards(
          page.map(({ id }) => id),
          language,
        ),
        nextCursor: found.length > limit && last ? encodeCursor([last.sort_key, last.id]) : null,
      };
    },

    talkById,

    /** A public talk by its slug, or the slug it has moved to. */
    talk(slug: string, language: UiLanguage): FoundTalk {
      const id = o.talks.idOfSlug(slug);
      const talk = id === null ? null : talkById(id, language);
      if (talk !== null) return { kind: 'found', talk, isListed: true };
      const moved = o.talks.newSlug(slug);
      return moved === null ? null : { kind: 'moved', slug: moved };
    },
  };
}

/** The cards of several lists, read at once: what stands in two of them is read once. */
function cardsOfLists(talkCards: TalkCards, language: UiLanguage, lists: readonly (readonly number[])[]) {
  const ids = [...new Set(lists.flat())];
  const read = talkCards(ids, language);
  // Another process hid one meanwhile: the cards are no longer in step with the ids.
  if (read.length !== ids.length) return (list: readonly number[]) => talkCards(list, language);
  const cards = new Map(read.map((card, index) => [ids[index], card]));
  return (list: readonly number[]): TalkCard[] => list.flatMap((id) => cards.get(id) ?? []);
}

/** What follows a talk in its programme, then what came before it. */
function neighbours(conferences: ConferenceStore, conferenceId: number | null, id: number): number[] {
  if (conferenceId === null) return [];
  const programme = conferences.programme(conferenceId);
  const index = programme.indexOf(id);
  return [...programme.slice(index + 1), ...programme.slice(0, index)].slice(0, relatedCount);
}
