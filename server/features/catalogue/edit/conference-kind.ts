import type { z } from 'zod';
import { conferencePatchSchema } from '#server/contract/editing-schemas.ts';
import type { EditedConference } from '#server/contract/wire.ts';
import type { ConferenceWriteStore } from '../write/conference-store.ts';
import type { ConferenceEditStore } from './conference-edit-store.ts';
import type { EditedKind, WriteContext } from './editor.ts';
import { fieldError } from './field-error.ts';
import { orKnown } from './talk-kind.ts';

export type ConferencePatch = z.infer<typeof conferencePatchSchema>;

/** Conferences, as they are edited by hand. */
export function conferenceKind(o: {
  store: ConferenceEditStore;
  conferences: ConferenceWriteStore;
  checkImage: (id: string, path: string, context: WriteContext) => void;
  touch: (talkIds: readonly number[]) => void;
}): EditedKind<EditedConference, ConferencePatch> {
  const { store, conferences } = o;

  function read(id: number): EditedConference | null {
    const row = store.conference(id);
    if (row === null) return null;
    const texts = conferences.texts(id);
    const title = (texts.find(({ language }) => language === row.language) ?? texts[0])?.title ?? row.slug;
    return {
      id,
      guid: row.guid,
      edition: row.edition,
      slug: row.slug,
      title,
      timeZone: row.time_zone,
      visibility: row.visibility,
      rooms: store.rooms(id),
      tracks: store.tracks(id),
      talkCount: row.talk_count,
      isSlugFrozen: row.visibility === 'public' || store.wasPublic(id),
      fields: {
        slug: row.slug,
        acronym: row.acronym,
        language: row.language,
        startDay: row.start_day,
        endDay: row.end_day,
        timeZone: row.time_zone,
        url: row.url,
        accent: row.accent,
        licence: row.licence,
        publish: row.publish,
        visibility: row.visibility,
        logoId: row.logo_id,
        logoAlt: row.logo_alt,
        texts: Object.fromEntries(texts.map(({ language, ...text }) => [language, text])),
      },
    };
  }

  function writeTexts(id: number, patch: NonNullable<ConferencePatch['texts']>): void {
    const texts = new Map(conferences.texts(id).map((text) => [text.language, text]));
    for (const [language, given] of Object.entries(patch)) {
      const known = texts.get(language);
      const title = given === null ? null : given.title === undefined ? (known?.title ?? null) : given.title;
      if (given === null || title === null) {
        const hasMore = given && (given.subtitle || given.description || given.place);
        if (given && (hasMore || given.title === undefined))
          throw fieldError(`texts.${language}.title`, 'must not be empty');
        store.dropText(id, language);
        texts.delete(language);
        continue;
      }
      const next = {
        language,
        title,
        subtitle: orKnown(given.subtitle, known?.subtitle),
        description: orKnown(given.description, known?.description),
        place: orKnown(given.place, known?.place),
      };
      conferences.putText(id, next);
      texts.set(language, next);
    }
    if (texts.size === 0) throw fieldError('texts', 'must have a title in at least one language');
  }

  function slugOf({ id, fields, isSlugFrozen }: EditedConference, patch: ConferencePatch): string {
    const slug = patch.slug ?? fields.slug;
    if (slug === fields.slug) return slug;
    const owner = store.slugOwner(slug);
    if (owner !== null && owner !== id) throw fieldError('slug', 'is the address of another conference');
    store.dropSlug(slug);
    if (isSlugFrozen) store.keepSlug(fields.slug, id);
    return slug;
  }

  return {
    entity: 'conference',
    patchSchema: conferencePatchSchema,
    read,
    write(before, patch, context) {
      const { id, fields } = before;
      const startDay = orKnown(patch.startDay, fields.startDay);
      const endDay = orKnown(patch.endDay, fields.endDay);
      if (startDay !== null && endDay !== null && endDay < startDay)
        throw fieldError('endDay', 'must not be before the first day');
      const logoId = orKnown(patch.logoId, fields.logoId);
      if (logoId !== null && logoId !== fields.logoId) o.checkImage(logoId, 'logoId', context);
      store.update({
        id,
        slug: slugOf(before, patch),
        acronym: orKnown(patch.acronym, fields.acronym),
        language: patch.language ?? fields.language,
        start_day: startDay,
        end_day: endDay,
        time_zone: patch.timeZone ?? fields.timeZone,
        url: orKnown(patch.url, fields.url),
        accent: orKnown(patch.accent, fields.accent)?.toLowerCase() ?? null,
        licence: orKnown(patch.licence, fields.licence),
        publish: patch.publish ?? fields.publish,
        visibility: patch.visibility ?? fields.visibility,
        logo_id: logoId,
        logo_alt: orKnown(patch.logoAlt, fields.logoAlt),
      });
      if (patch.texts) writeTexts(id, patch.texts);
    },
    title: ({ title }) => title,
    conferenceId: ({ id }) => id,
    touch: (id, before, after) =>
      o.touch(before.fields.visibility === after.fields.visibility ? [] : conferences.talkIds(id)),
    // An import knows the texts of a language as one field.
    marks: (field) =>
      field.startsWith('texts.') ? [field, field.split('.').slice(0, 2).join('.')] : [field],
  };
}
