import { basename } from 'node:path';
import type { BlobStore } from '#server/blobs/blob-store.ts';
import type { Db } from '#server/db/open.ts';
import type { JobQueue } from '#server/jobs/queue.ts';
import type { Events } from '#server/kernel/events.ts';
import { killOrphans } from '#server/transcode/orphans.ts';
import type { EditStore } from './edits/store.ts';
import type { Rejected } from './intake/rejected.ts';
import { createStrayOriginals } from './intake/stray-originals.ts';
import { transcodeJob } from './job-kinds.ts';
import type { RecordingInLibrary, RecordingStore } from './store.ts';
import type { TalkDirectory } from './talk-directory.ts';
import type { VersionStore } from './versions/store.ts';
import type { VersionFolders } from './versions/version-folders.ts';

export interface LibraryOrderDeps {
  db: Db;
  store: RecordingStore;
  versions: VersionStore;
  folders: VersionFolders;
  blobs: BlobStore;
  rejected: Rejected;
  queue: JobQueue;
  talks: TalkDirectory;
  events: Events;
  /** Absolute paths of the folders where files arrive. */
  arrivalDirs: readonly string[];
  edits: EditStore;
  /** Lets recordings take the places they wait for. */
  settleReplacements: () => void;
  /** Lets all versions show the captions that are stored now. */
  showCaptions: () => Promise<void>;
  now?: () => number;
}

/** Keeps rows and files of recordings in agreement: after a crash at the start, and from time to time. */
export function createLibraryOrder(deps: LibraryOrderDeps) {
  const { db, store, versions, folders, blobs, queue, talks, events, now = Date.now } = deps;
  const isRunning = (recordingId: string) => queue.latestOf(recordingId)?.state === 'running';

  /** Rows whose folder is gone, and growing versions that nobody works on any more. */
  const dropDeadRows = db.transaction(() => {
    for (const row of versions.all()) {
      const isMissing = !folders.has(row.recording_id, row.id);
      const isAbandoned = row.state === 'growing' && row.is_complete === 0 && !isRunning(row.recording_id);
      // One that is being made may have its folder in the next moment.
      if (isAbandoned || (isMissing && !isRunning(row.recording_id))) {
        versions.remove(row.id);
        touchTalkOf(store.byId(row.recording_id));
        events.emit('version.dropped', { recordingId: row.recording_id, versionId: row.id, isMissing });
      }
    }
  });
  const touchTalkOf = (recording: RecordingInLibrary | undefined) => {
    if (recording?.talk_id != null) talks.touch([recording.talk_id]);
  };
  /** Recordings that have nothing to play and no job that would say why. */
  const requeueForgotten = db.transaction(() => {
    for (const recording of store.all()) {
      // In the bin, or in pieces of their own, they wait for nothing.
      const kept = deps.edits.of(recording.id);
      if (kept === undefined || kept.cut_ms !== null) continue;
      if (versions.of(recording.id).some((row) => row.state === 'whole')) continue;
      const last = queue.latestOf(recording.id)?.state;
      if (last !== undefined && last !== 'done') continue;
      queue.enqueue(transcodeJob({ recordingId: recording.id, subject: basename(recording.arrived_as) }));
    }
  });
  const dropExpired = db.transaction(() => {
    for (const row of versions.expired(now())) versions.remove(row.id);
  });
  /** Names are listed before the rows are read: whatever is made meanwhile is not among them. */
  const removeFoldersWithoutRows = async () => {
    const listed = folders
      .recordings()
      .map((recordingId) => ({ recordingId, names: folders.names(recordingId) }));
    for (const { recordingId, names } of listed) {
      if (isRunning(recordingId)) continue;
      const kept = new Set(versions.of(recordingId).map((row) => row.id));
      const garbage = names.filter((name) => !kept.has(name));
      for (const name of garbage) {
        // Of this folder alone: a run that begins in this moment writes into others.
        await killOrphans(folders.of(recordingId, name));
        await folders.remove(recordingId, name);
      }
      if (kept.size === 0 && store.byId(recordingId) === undefined)
        await folders.removeRecording(recordingId);
    }
  };
  /** What crashed processes left running on recordings that wait for another attempt. */
  const endOrphans = async () => {
    for (const job of queue.unfinished(1000)) {
      const recording = job.recordingId === null ? undefined : store.byId(job.recordingId);
      if (job.state !== 'queued' || job.crashes === 0 || recording === undefined) continue;
      // Those that only measure name the original alone.
      const original = blobs.localPath(recording.original_path.replace(/^originals\//, ''));
      for (const place of [original, folders.ofRecording(recording.id)]) await killOrphans(place);
    }
  };
  const settleStrayOriginals = createStrayOriginals(deps);

  return {
    /** Brings rows and files into agreement after whatever happened; to be called before work starts. */
    async reconcile(): Promise<void> {
      for (const job of queue.recover()) events.emit('job.recovered', { jobId: job.id, state: job.state });
      blobs.sweep();
      await deps.rejected.sweep();
      dropDeadRows.immediate();
      await endOrphans();
      await removeFoldersWithoutRows();
      await settleStrayOriginals();
      requeueForgotten.immediate();
      deps.settleReplacements();
      await deps.showCaptions();
    },
    /** Removes what nobody may watch any more and what crashed processes left. */
    async collectGarbage(): Promise<void> {
      dropExpired.immediate();
      blobs.sweep();
      await removeFoldersWithoutRows();
    },
  };
}
