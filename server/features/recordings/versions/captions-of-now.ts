import type { JobContext } from '#server/jobs/run-leased.ts';
import type { CaptionEntry } from '#server/transcode/manifest.ts';
import type { CaptionStore } from '../captions/store.ts';
import { type EditList, mapSpans } from '../edits/map-time.ts';
import {
  areOf,
  type EmbeddedTrack,
  removeOtherCaptions,
  type ShownTrack,
  storedTracksOf,
  writeCaptions,
} from './version-captions.ts';

/** Raised within a transaction that would publish captions which somebody changed since they were written. */
class CaptionsChangedError extends Error {
  constructor() {
    super('The captions were changed while this version was made.');
    this.name = 'CaptionsChangedError';
  }
}

/**
 * Writes captions into the folder of a version that is not public yet, and publishes it with them. Where they are
 * other ones by the time of the transaction, nothing of that stays, and they are written and published again.
 * @param o.tracks those of this moment
 * @param o.publish must call `check` within its transaction
 */
export async function publishWithCaptions(o: {
  folder: string;
  tracks: () => readonly ShownTrack[];
  context: Pick<JobContext, 'note'>;
  publish: (captions: CaptionEntry[], check: () => void) => void;
}): Promise<void> {
  for (let isPublished = false; !isPublished; ) {
    const written = await writeCaptions(o.folder, o.tracks());
    await removeOtherCaptions(o.folder, written);
    try {
      o.publish(written, () => {
        if (!areOf(written, o.tracks())) throw new CaptionsChangedError();
      });
      isPublished = true;
    } catch (error) {
      if (!(error instanceof CaptionsChangedError)) throw error;
      o.context.note('The captions were changed meanwhile: they are written again.');
    }
  }
}

/**
 * What a whole version is to show at this moment: the stored tracks, and those of the ones found inside the original
 * that are to be stored with it, without what somebody deleted.
 * @param o.inside of the whole original they stand for those stored of it; of a part, only where none are stored
 */
export function captionsOfNow(
  captions: CaptionStore,
  o: { originalId: string; list: EditList; inside: readonly EmbeddedTrack[] },
): { tracks: ShownTrack[]; embedded: EmbeddedTrack[] } {
  const { originalId, list } = o;
  const stored = storedTracksOf(captions, originalId, list);
  const areStored = captions.of(originalId).some(({ source }) => source === 'embedded');
  const embedded =
    list !== null && areStored
      ? []
      : o.inside.filter(({ row }) => !captions.isDeletedEmbedded(originalId, row));
  const kept = list === null ? stored.filter(({ row }) => row.source === 'file') : stored;
  const shown = embedded.map(({ row, cues }) => ({ row, cues: mapSpans(list, cues) }));
  return { tracks: [...kept, ...shown.filter(({ cues }) => cues.length > 0)], embedded };
}
