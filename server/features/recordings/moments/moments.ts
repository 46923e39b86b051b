import type { Moment } from '#server/contract/wire.ts';
import { toNearestEditedMs, toOriginalMs } from '../edits/map-time.ts';
import type { MomentStore, ShownRow } from './store.ts';

export type FoundMoment =
  | { kind: 'found'; moment: Moment; isListed: boolean }
  | { kind: 'moved'; slug: string }
  | null;

/** Moments that were noted on an earlier timeline of a recording, found again on the one that plays. */
export function createMoments({ store }: { store: MomentStore }) {
  /**
   * A second of an edit's timeline on the timeline of another: the same picture, or, where it was cut away, the cut. An
   * edit that the recording never had (another one took its place) says nothing: the second stays as it is.
   */
  function mapped(o: { recordingId: string; seconds: number; from: number; to: number }): number {
    if (o.from === o.to) return o.seconds;
    const from = store.listOf(o.recordingId, o.from);
    const to = store.listOf(o.recordingId, o.to);
    if (from === undefined || to === undefined) return o.seconds;
    return Math.round(toNearestEditedMs(to, toOriginalMs(from, o.seconds * 1000))) / 1000;
  }

  const momentOf = (shown: ShownRow, seconds: number, edit: number | undefined): Moment => ({
    seconds: mapped({
      ...{ recordingId: shown.recording_id, seconds },
      ...{ from: edit ?? shown.edit_number, to: shown.edit_number },
    }),
    editNumber: shown.edit_number,
  });

  return {
    mapped,
    /**
     * Where a second of a talk lies now.
     * @param o.edit the edit on whose timeline it was noted; without it, the one of now
     * @returns null where there is no such talk, or no recording of it that viewers may see
     */
    find(o: { slug: string; seconds: number; edit: number | undefined }): FoundMoment {
      const shown = store.shown(o.slug);
      if (shown !== null)
        return {
          kind: 'found',
          moment: momentOf(shown, o.seconds, o.edit),
          isListed: shown.is_listed === 1,
        };
      const slug = store.newSlug(o.slug);
      return slug === null ? null : { kind: 'moved', slug };
    },
  };
}

export type Moments = ReturnType<typeof createMoments>;
