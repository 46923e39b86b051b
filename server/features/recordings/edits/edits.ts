import type { BlobStore } from '#server/blobs/blob-store.ts';
import { probe } from '#server/transcode/probe.ts';
import type { RecordingStore } from '../store.ts';
import { createCut } from './cut.ts';
import { createEditView } from './edit-view.ts';
import { existing } from './existing.ts';
import { createReplace } from './replace.ts';
import type { EditedRow } from './store.ts';
import { createTrim, type EditDeps } from './trim.ts';

/** What is shown of originals, wired: trimming, cutting into talks, taking another's place, and what editors see of it. */
export function createEdits(
  deps: Omit<EditDeps, 'now'> & {
    store: RecordingStore;
    blobs: BlobStore;
    ffprobePath: string;
    now?: () => number;
  },
) {
  const parts = { ...deps, now: deps.now ?? Date.now };
  const lengths = new Map<string, number | null>();

  /** Length of an original, which never changes; null where nothing says it. */
  const originalMs = async (row: Pick<EditedRow, 'original_id' | 'original_path'>) => {
    const known = lengths.get(row.original_id);
    if (known !== undefined) return known;
    const input = deps.blobs.localPath(row.original_path.replace(/^originals\//, ''));
    const { durationMs } = await probe({ input, ffprobePath: deps.ffprobePath });
    lengths.set(row.original_id, durationMs);
    return durationMs;
  };

  return {
    ...createTrim(parts),
    ...createCut(parts),
    replacing: createReplace(parts),
    view: createEditView({ ...parts, originalMs }),
    /** @throws {AppError} `not_found` */
    originalMs: (id: string) => originalMs(existing(deps.edits, id)),
  };
}

export type Edits = ReturnType<typeof createEdits>;
