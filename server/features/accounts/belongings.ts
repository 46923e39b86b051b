import type { Db } from '#server/db/open.ts';
import type { Actor } from './actor.ts';
import { mayOrganize } from './actor.ts';
import { createBelongingsStore } from './belongings-store.ts';

/** Ids of conferences that a thing belongs to, null among them for none; null when there is no such thing. */
type Conferences = Array<number | null> | null;

/** To which conferences things belong: what {@link forOrganizersOf} asks for the thing in a path. */
export function createBelongings(db: Db) {
  const store = createBelongingsStore(db);
  const ofOne = (row: { conference_id: number | null } | undefined): Conferences =>
    row === undefined ? null : [row.conference_id];
  const recording = (id: string) => ofOne(store.recording(id));
  return {
    /** @param id as it stands in a path */
    conference: (id: string): Conferences => (store.hasConference(Number(id)) ? [Number(id)] : null),
    /** Titles of conferences by id; those that are gone or in the bin are left out. */
    conferenceTitles: (ids: readonly number[]): ReadonlyMap<number, string> =>
      new Map(store.titles(ids).map(({ id, title }) => [id, title])),
    conferenceBySlug: store.bySlug,
    talk: (id: string): Conferences => ofOne(store.talk(Number(id))),
    /** All conferences with a talk that bills the speaker. */
    speaker: (id: string): Conferences =>
      store.hasSpeaker(Number(id)) ? store.conferencesOfSpeaker(Number(id)) : null,
    /** Its talk's conference, else its own. */
    recording,
    /** Its recording's; a job on no recording belongs to none. */
    job(id: string): Conferences {
      const row = store.job(id);
      if (row === undefined) return null;
      return row.recording_id === null ? [] : recording(row.recording_id);
    },
    /** Whether somebody may see the work on a recording; work on none is for admins. */
    maySeeRecording(actor: Actor | null, recordingId: string | null): boolean {
      if (actor?.role === 'admin') return true;
      return recordingId !== null && mayOrganize(actor, recording(recordingId) ?? []);
    },
  };
}

export type Belongings = ReturnType<typeof createBelongings>;
