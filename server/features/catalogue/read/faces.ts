import { paths } from '#server/contract/paths.ts';
import type { Picture, Speaker, Talk } from '#server/contract/wire.ts';
import type { FaceStore, PictureRow } from './face-store.ts';
import { groupBy } from './group-by.ts';

/** Readers of what conferences and speakers look like to viewers. */
export function createFaces(store: FaceStore) {
  return {
    licenceOf: (conferenceId: number) => store.licenceOf(conferenceId),

    ofSpeaker(id: number): Pick<Speaker, 'photo' | 'links'> {
      const [photo] = store.photos([id]);
      return {
        photo: photo ? picture(photo) : null,
        links: store.links([id]).map(({ title, url }) => ({ title, url })),
      };
    },

    /** The people of a talk, by slug. */
    ofTalk(talkId: number): Talk['people'] {
      const billed = store.billed(talkId);
      const ids = billed.map(({ id }) => id);
      const photos = new Map(store.photos(ids).map((row) => [row.owner_id, row]));
      const links = groupBy(store.links(ids), (row) => row.owner_id);
      return billed.flatMap(({ id, slug }) => {
        const photo = photos.get(id);
        const own = (links.get(id) ?? []).map(({ title, url }) => ({ title, url }));
        return photo || own.length > 0 ? [{ slug, photo: photo ? picture(photo) : null, links: own }] : [];
      });
    },

    movedConference: store.movedConference,
  };
}

export type Faces = ReturnType<typeof createFaces>;

/** A stored picture as the wire has it. */
export function picture({ id, width, height, alt }: PictureRow): Picture {
  return { url: paths.image(id), width, height, alt };
}
