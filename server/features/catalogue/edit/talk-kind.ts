import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { talkPatchSchema } from '#server/contract/editing-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import type { EditedTalk } from '#server/contract/wire.ts';
import { foldedWords } from '../text/fold.ts';
import { richText } from '../text/rich-text.ts';
import { freeSlug, slugify } from '../text/slug.ts';
import type { ConferenceWriteStore } from '../write/conference-store.ts';
import { slugBase } from '../write/talk-slugs.ts';
import type { TalkWriteStore } from '../write/talk-store.ts';
import type { ConferenceEditStore } from './conference-edit-store.ts';
import type { EditedKind, WriteContext } from './editor.ts';
import { fieldError } from './field-error.ts';
import type { TalkBillings } from './talk-billings.ts';
import type { EditedTextRow, TalkEditStore } from './talk-edit-store.ts';
import { momentOf, wallClock } from './wall-clock.ts';

export type TalkPatch = z.infer<typeof talkPatchSchema>;

export interface TalkKindDeps {
  store: TalkEditStore;
  conferenceEdits: ConferenceEditStore;
  talks: TalkWriteStore;
  conferences: ConferenceWriteStore;
  billings: TalkBillings;
  touch: (talkIds: readonly number[]) => void;
}

/** Talks, as they are edited by hand. */
export function talkKind(o: TalkKindDeps): EditedKind<EditedTalk, TalkPatch> {
  const { store, talks, conferences } = o;

  function read(id: number): EditedTalk | null {
    const row = store.talk(id);
    if (row === null) return null;
    const conference = row.conference_id === null ? null : store.conference(row.conference_id);
    return {
      id,
      guid: row.guid,
      edition: row.edition,
      conference: conference && {
        id: conference.id,
        title: conference.title,
        timeZone: conference.time_zone,
        language: conference.language,
        startDay: conference.start_day,
        endDay: conference.end_day,
        licence: conference.licence,
        isPublic: conference.visibility === 'public',
        rooms: o.conferenceEdits.rooms(conference.id),
        tracks: o.conferenceEdits.tracks(conference.id),
      },
      isSlugFrozen: row.first_public_ms !== null,
      isWithdrawn: row.withdrawn_ms !== null,
      unlistedPath: row.unlisted_key === null ? null : paths.talk(row.unlisted_key),
      recordings: store
        .recordings(id)
        .map((each) => ({ id: each.id, arrivedAs: each.arrived_as, publication: each.publication })),
      fields: {
        slug: row.slug,
        language: row.language,
        licence: row.licence,
        recordingPlan: row.recording_plan,
        visibility: row.visibility,
        track: row.track,
        texts: Object.fromEntries(
          store
            .texts(id)
            .map(({ language, title, subtitle, abstract, abstract_html }) => [
              language,
              { title, subtitle, abstract: abstract_html ?? abstract },
            ]),
        ),
        slots: store.slots(id).map((slot) => ({
          day: slot.day,
          startsAt: slot.start_ms === null ? null : wallClock(slot.start_ms, conference?.time_zone ?? 'UTC'),
          durationMs: slot.duration_ms,
          room: slot.room,
        })),
        speakers: o.billings.read(id),
        tags: store.tags(id),
        links: talks.links(id).map(({ title, url }) => ({ title, url })),
      },
    };
  }

  function writeTexts(id: number, patch: NonNullable<TalkPatch['texts']>): void {
    const texts = new Map(store.texts(id).map((text) => [text.language, text]));
    for (const [language, given] of Object.entries(patch)) {
      const known = texts.get(language);
      const title = given === null ? null : given.title === undefined ? (known?.title ?? null) : given.title;
      if (given === null || title === null) {
        const hasMore = given && (given.subtitle || given.abstract);
        if (given && (hasMore || given.title === undefined))
          throw fieldError(`texts.${language}.title`, 'must not be empty');
        store.dropText(id, language);
        texts.delete(language);
        continue;
      }
      const next: EditedTextRow = {
        language,
        title,
        subtitle: orKnown(given.subtitle, known?.subtitle),
        abstract: known?.abstract ?? null,
        abstract_html: known?.abstract_html ?? null,
        ...(given.abstract !== undefined && abstractOf(given.abstract)),
      };
      store.putText(id, next, foldedWords(title) || title);
      texts.set(language, next);
    }
    if (texts.size === 0) throw fieldError('texts', 'must have a title in at least one language');
  }

  function slugOf(before: EditedTalk, patch: TalkPatch): string {
    const { id, fields } = before;
    if (patch.slug !== undefined && patch.slug !== fields.slug) {
      if (talks.isSlugTaken(patch.slug, id)) throw fieldError('slug', 'is the address of another talk');
      return patch.slug;
    }
    if (before.isSlugFrozen || patch.texts === undefined) return fields.slug;
    const base = slugBase(titlesOf(store.texts(id)), fields.language);
    const wasOfTitle = fields.slug.replace(/-\d+$/, '') === slugBase(titlesIn(before), fields.language);
    const isOfTitle = fields.slug.replace(/-\d+$/, '') === base;
    return wasOfTitle && !isOfTitle ? freeSlug(base, (slug) => talks.isSlugTaken(slug, id)) : fields.slug;
  }

  function writeColumns(before: EditedTalk, patch: TalkPatch, { now }: WriteContext): void {
    const { id, fields } = before;
    const row = store.talk(id);
    if (row === null) return;
    const slug = slugOf(before, patch);
    const visibility = patch.visibility ?? fields.visibility;
    const firstPublicMs = row.first_public_ms ?? (visibility === 'public' ? now : null);
    const track = orKnown(patch.track, fields.track);
    store.update({
      id,
      slug,
      language: orKnown(patch.language, fields.language),
      licence: orKnown(patch.licence, fields.licence),
      recording_plan: patch.recordingPlan ?? fields.recordingPlan,
      visibility,
      unlisted_key: visibility === 'unlisted' ? (row.unlisted_key ?? randomBytes(16).toString('hex')) : null,
      first_public_ms: firstPublicMs,
      track_id: trackIdOf(row.conference_id, track),
    });
    if (patch.recordingPlan === 'opted_out' && fields.recordingPlan !== 'opted_out')
      talks.holdRecordings(id, now);
    if (firstPublicMs === null) return;
    if (row.first_public_ms !== null) talks.keepSlug(fields.slug, id);
    talks.keepSlug(slug, id);
  }

  function trackIdOf(conferenceId: number | null, name: string | null): number | null {
    if (name === null) return null;
    if (conferenceId === null)
      throw fieldError('track', 'is possible only for a talk that belongs to a conference');
    const known = conferences.trackId(conferenceId, name);
    if (known !== null) return known;
    const slug = freeSlug(slugify(name) || 'track', (each) => conferences.isTrackSlug(conferenceId, each));
    return conferences.addTrack(conferenceId, slug, name);
  }

  function writeSlots(before: EditedTalk, slots: NonNullable<TalkPatch['slots']>): void {
    const { conference } = before;
    const present = talks.slots(before.id);
    talks.replaceSlots(
      before.id,
      slots.map(({ day, startsAt, durationMs, room }, index) => {
        if (room !== null && conference === null)
          throw fieldError(`slots.${index}.room`, 'is possible only for a talk that belongs to a conference');
        const zone = conference?.timeZone ?? 'UTC';
        // A start that was not typed anew keeps its seconds, and its side of a change of the clocks.
        const kept = present.find(
          ({ start_ms }) => start_ms !== null && startsAt !== null && wallClock(start_ms, zone) === startsAt,
        );
        return {
          day: day ?? startsAt?.slice(0, 10) ?? null,
          start_ms: startsAt === null ? null : (kept?.start_ms ?? momentOf(startsAt, zone)),
          duration_ms: durationMs,
          room_id: room === null || conference === null ? null : conferences.room(conference.id, room),
        };
      }),
    );
  }

  return {
    entity: 'talk',
    patchSchema: talkPatchSchema,
    read,
    write(before, patch, context) {
      if (patch.texts) writeTexts(before.id, patch.texts);
      writeColumns(before, patch, context);
      if (patch.slots) writeSlots(before, patch.slots);
      if (patch.speakers) o.billings.write(before.id, patch.speakers, context);
      if (patch.tags) talks.replaceTags(before.id, tagsOf(patch.tags));
      if (patch.links) talks.replaceLinks(before.id, patch.links);
    },
    title: titleOf,
    conferenceId: ({ conference }) => conference?.id ?? null,
    touch: (id) => o.touch([id]),
    marks: (field) => [field],
  };
}

/** The title a talk goes by among organizers: in its own language, the conference's, English, else any. */
function titleOf(talk: EditedTalk): string {
  const { texts, language, slug } = talk.fields;
  const wanted = [language, talk.conference?.language, 'en', ...Object.keys(texts)];
  const found = wanted.find((each) => each != null && texts[each]?.title);
  return (found && texts[found]?.title) || slug;
}

function titlesOf(texts: readonly EditedTextRow[]): Record<string, { title: string }> {
  return Object.fromEntries(texts.map(({ language, title }) => [language, { title }]));
}

function titlesIn({ fields }: EditedTalk): Record<string, { title: string }> {
  return Object.fromEntries(
    Object.entries(fields.texts).map(([language, text]) => [language, { title: text?.title ?? '' }]),
  );
}

/** What a patch says, else what is there. */
export function orKnown<T>(given: T | null | undefined, known: T | null | undefined): T | null {
  return given === undefined ? (known ?? null) : given;
}

function abstractOf(source: string | null): { abstract: string | null; abstract_html: string | null } {
  if (source === null) return { abstract: null, abstract_html: null };
  const { text, html } = richText(source);
  return { abstract: text === '' ? null : text, abstract_html: html };
}

/** Tags by slug, each once. @throws {AppError} `invalid` for one without a letter or digit */
function tagsOf(names: readonly string[]): { slug: string; name: string }[] {
  const tags = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const slug = foldedWords(name) === '' ? '' : slugify(name);
    if (slug === '') throw fieldError(`tags.${index}`, 'must have a letter or a digit in it');
    if (!tags.has(slug)) tags.set(slug, name);
  }
  return [...tags].map(([slug, name]) => ({ slug, name }));
}
