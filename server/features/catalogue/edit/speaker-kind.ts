import type { z } from 'zod';
import { speakerPatchSchema } from '#server/contract/editing-schemas.ts';
import type { EditedSpeaker } from '#server/contract/wire.ts';
import type { SpeakerWriteStore } from '../write/speaker-store.ts';
import type { EditedKind, WriteContext } from './editor.ts';
import { fieldError } from './field-error.ts';
import type { SpeakerEditStore } from './speaker-edit-store.ts';
import type { SpeakerNames } from './speaker-names.ts';
import { orKnown } from './talk-kind.ts';

export type SpeakerPatch = z.infer<typeof speakerPatchSchema>;

/** Speakers, as they are edited by hand. */
export function speakerKind(o: {
  store: SpeakerEditStore;
  speakers: SpeakerWriteStore;
  names: SpeakerNames;
  /** Whether there is such a picture, and whose it is. */
  checkImage: (id: string, path: string, context: WriteContext) => void;
  touch: (talkIds: readonly number[]) => void;
}): EditedKind<EditedSpeaker, SpeakerPatch> {
  const { store } = o;

  function slugOf(before: EditedSpeaker, patch: SpeakerPatch, context: WriteContext): string {
    const { id, fields } = before;
    const slug = patch.slug ?? fields.slug;
    const keepsOld = !patch.forgetsOld && !context.isUndo && before.isSlugFrozen;
    if (patch.forgetsOld) store.dropSlugs(id);
    if (slug === fields.slug) return slug;
    const owner = store.slugOwner(slug);
    if (owner !== null && owner !== id) throw fieldError('slug', 'is the address of another speaker');
    store.dropSlug(slug);
    if (keepsOld) store.keepSlug(fields.slug, id);
    return slug;
  }

  function writeBiographies(id: number, biographies: NonNullable<SpeakerPatch['biographies']>): void {
    for (const [language, biography] of Object.entries(biographies)) {
      if (biography === null || biography === '') store.dropBiography(id, language);
      else o.speakers.putBiography(id, language, biography);
    }
  }

  return {
    entity: 'speaker',
    patchSchema: speakerPatchSchema,
    read(id) {
      const row = store.speaker(id);
      if (row === null) return null;
      return {
        id,
        guid: row.guid,
        edition: row.edition,
        isSlugFrozen: row.was_public === 1,
        talks: store.talks(id).map(({ billed_as, conference_id: _, is_public: __, ...talk }) => ({
          ...talk,
          billedAs: billed_as,
        })),
        fields: {
          slug: row.slug,
          names: o.names.read(id),
          biographies: Object.fromEntries(
            store.biographies(id).map(({ language, biography }) => [language, biography]),
          ),
          links: store.links(id),
          photoId: row.photo_id,
          photoAlt: row.photo_alt,
        },
      };
    },
    write(before, patch, context) {
      const { id, fields } = before;
      const photoId = orKnown(patch.photoId, fields.photoId);
      if (photoId !== null && photoId !== fields.photoId) o.checkImage(photoId, 'photoId', context);
      store.update({
        id,
        slug: slugOf(before, patch, context),
        photo_id: photoId,
        photo_alt: orKnown(patch.photoAlt, fields.photoAlt),
      });
      if (patch.names) o.names.replace(id, patch.names, { keepsOld: !patch.forgetsOld && !context.isUndo });
      if (patch.biographies) writeBiographies(id, patch.biographies);
      if (patch.links) store.replaceLinks(id, patch.links);
    },
    title: speakerTitle,
    conferenceId: ({ id }) => {
      const [only, ...others] = store.conferences(id);
      return others.length === 0 ? (only ?? null) : null;
    },
    touch: (id) => o.touch(o.speakers.talkIds(id)),
    marks: (field) => [field],
  };
}

function speakerTitle({ fields }: EditedSpeaker): string {
  return (fields.names.find(({ kind }) => kind === 'main') ?? fields.names[0])?.name ?? fields.slug;
}
