import { basename } from 'node:path';
import type { JobQueue } from '#server/jobs/queue.ts';
import type { Events } from '#server/kernel/events.ts';
import { readManifest } from '#server/transcode/manifest.ts';
import type { EditStore } from './edits/store.ts';
import { transcodeJob } from './job-kinds.ts';
import type { RecordingStore } from './store.ts';
import type { VersionRow, VersionStore } from './versions/store.ts';
import type { VersionFolders } from './versions/version-folders.ts';

/**
 * Lets a recording play that comes back into use, out of the bin or in one piece again: with the last version of its
 * edit that is still there, else by work that is queued at once. Part of a caller's transaction. One whose work has
 * failed stays as it is: its page says why.
 */
export function createPlayAgain(deps: {
  store: RecordingStore;
  versions: VersionStore;
  folders: VersionFolders;
  edits: EditStore;
  queue: JobQueue;
  events: Events;
  /** Lets its versions show the captions that are stored now. */
  showCaptions: (recordingId: string, originalId: string) => Promise<void>;
}) {
  const { store, versions, folders, edits, queue, events } = deps;

  /** Retired ones were left as they were. */
  const showCaptionsLater = (id: string, originalId: string) =>
    setImmediate(() => {
      deps
        .showCaptions(id, originalId)
        .catch((error: unknown) =>
          events.emit('library.disorder', { while: 'showing captions again', error: String(error) }),
        );
    });

  return (id: string): void => {
    const recording = store.byId(id);
    const edit = edits.inForce(id);
    if (recording === undefined || edit === undefined) return;
    const isOfNow = (row: VersionRow) =>
      row.is_complete === 1 && row.edit_number === edit.edit_number && folders.has(id, row.id);
    const isLasting = (row: VersionRow) => readManifest(row.manifest).stage === 'lasting';
    const rows = versions.of(id).filter(isOfNow);
    const playing = rows.find((row) => row.state !== 'retired');
    const last = rows.findLast(isLasting) ?? rows.at(-1);
    if (playing === undefined && last !== undefined) {
      versions.revive(last.id, isLasting(last) ? 'whole' : 'growing');
      showCaptionsLater(id, recording.original_id);
    }
    const shown = playing ?? last;
    if (shown !== undefined && isLasting(shown)) return;
    const job = queue.latestOf(id);
    if (job?.state === 'failed') return;
    if (job?.state === 'cancelled') return void queue.retry(job.id);
    queue.enqueue(
      transcodeJob({
        recordingId: id,
        subject: basename(recording.arrived_as),
        stage: shown === undefined ? 'first' : 'lasting',
      }),
    );
  };
}
