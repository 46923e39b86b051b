import { basename } from 'node:path';
import type { BlobStore } from '#server/blobs/blob-store.ts';
import type { JobFailure } from '#server/jobs/queue.ts';
import type { JobContext, JobHandler } from '#server/jobs/run-leased.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { Events } from '#server/kernel/events.ts';
import { type TranscodeOptions, transcode } from '#server/transcode/engine.ts';
import type { VersionManifest } from '#server/transcode/manifest.ts';
import { toMediaError } from '#server/transcode/media-error.ts';
import { killOrphans } from '#server/transcode/orphans.ts';
import type { CaptionStore } from './captions/store.ts';
import { readTranscodePayload } from './job-kinds.ts';
import type { RecordingInLibrary, RecordingStore } from './store.ts';
import type { TalkDirectory } from './talk-directory.ts';
import type { VersionStore } from './versions/store.ts';
import {
  type EmbeddedTrack,
  storedFileTracks,
  takeEmbeddedCaptions,
  writeCaptions,
} from './versions/version-captions.ts';
import { newVersionId, type VersionFolders } from './versions/version-folders.ts';

/** How long those who are watching a version may go on after it was replaced. */
export const retiredForMs = 24 * 3_600_000;

export interface TranscodeHandlerDeps {
  store: RecordingStore;
  versions: VersionStore;
  captions: CaptionStore;
  folders: VersionFolders;
  blobs: BlobStore;
  talks: TalkDirectory;
  events: Events;
  ffmpeg: Pick<TranscodeOptions, 'ffmpegPath' | 'ffprobePath'>;
  /** Called at the boundary of every step, with its name. */
  onStep?: ((step: string) => void) | undefined;
  now?: () => number;
}

/** The job that makes a recording's versions: growing while it runs, whole at its end, the former one retired. */
export function createTranscodeHandler(deps: TranscodeHandlerDeps): JobHandler {
  const { store, versions, captions, folders, talks, events, now = Date.now, onStep = () => {} } = deps;

  const touchTalkOf = (recordingId: string) => {
    const talkId = store.byId(recordingId)?.talk_id ?? null;
    if (talkId !== null) talks.touch([talkId]);
  };
  const hasWhole = (recordingId: string) => versions.of(recordingId).some((row) => row.state === 'whole');
  const insertVersion = (o: {
    id: string;
    recordingId: string;
    state: 'growing' | 'whole';
    manifest: VersionManifest;
  }) =>
    versions.insert({
      id: o.id,
      recording_id: o.recordingId,
      state: o.state,
      is_complete: o.state === 'whole' ? 1 : 0,
      manifest: JSON.stringify(o.manifest),
      duration_ms: o.manifest.durationMs,
      served_until_ms: null,
      created_ms: now(),
    });
  const dropGrowing = (recordingId: string) => {
    for (const row of versions.of(recordingId)) if (row.state === 'growing') versions.remove(row.id);
  };

  /** What an earlier run left: its ffmpeg, its growing version, its folders. */
  const clearAway = async (recordingId: string, context: JobContext) => {
    await killOrphans(folders.ofRecording(recordingId));
    const left = context.publish(() => {
      dropGrowing(recordingId);
      store.setError(recordingId, null, now());
      touchTalkOf(recordingId);
      const kept = new Set(versions.of(recordingId).map((row) => row.id));
      return folders.names(recordingId).filter((name) => !kept.has(name));
    });
    for (const name of left) await folders.remove(recordingId, name);
  };

  const publishGrowing = async (o: {
    recording: RecordingInLibrary;
    id: string;
    manifest: VersionManifest;
    context: JobContext;
  }) => {
    const { recording, id, context } = o;
    // While an earlier whole version plays, nobody needs an unfinished one.
    if (hasWhole(recording.id)) return;
    const entries = await writeCaptions(
      folders.of(recording.id, id),
      storedFileTracks(captions, recording.original_id),
    );
    context.publish(() => {
      insertVersion({
        id,
        recordingId: recording.id,
        state: 'growing',
        manifest: { ...o.manifest, captions: entries },
      });
      touchTalkOf(recording.id);
    });
    events.emit('version.playable', { recordingId: recording.id, versionId: id });
  };

  const publishWhole = (o: {
    recording: RecordingInLibrary;
    id: string;
    manifest: VersionManifest;
    embedded: readonly EmbeddedTrack[];
    context: JobContext;
  }) => {
    const { recording, embedded } = o;
    o.context.finish(() => {
      versions.retire(recording.id, now() + retiredForMs);
      insertVersion({ id: o.id, recordingId: recording.id, state: 'whole', manifest: o.manifest });
      captions.removeEmbedded(recording.original_id);
      for (const { row, cues } of embedded) {
        captions.insert({ ...row, original_id: recording.original_id, created_ms: now() }, cues);
      }
      touchTalkOf(recording.id);
    });
    events.emit('version.whole', {
      recordingId: recording.id,
      versionId: o.id,
      durationMs: o.manifest.durationMs,
    });
  };

  return {
    async run(context) {
      const { recordingId } = readTranscodePayload(context.job.payload);
      const recording = store.byId(recordingId);
      if (recording === undefined) return;
      const input = deps.blobs.localPath(recording.original_path.replace(/^originals\//, ''));
      await clearAway(recordingId, context);
      onStep('cleared');
      const ids = { growing: newVersionId(), whole: newVersionId() };
      const wholeDir = folders.of(recordingId, ids.whole);
      const growingDir = folders.of(recordingId, ids.growing);
      const manifest = await transcode({
        ...deps.ffmpeg,
        input,
        growingDir,
        wholeDir,
        signal: context.signal,
        onStep,
        onProgress: ({ ratio, step }) => context.report({ progress: ratio, step }),
        onPlayable: async (growing) => {
          await publishGrowing({ recording, id: ids.growing, manifest: growing, context });
          onStep('growing published');
        },
      });
      try {
        const embedded = await takeEmbeddedCaptions(wholeDir, manifest);
        manifest.captions = await writeCaptions(wholeDir, [
          ...storedFileTracks(captions, recording.original_id),
          ...embedded,
        ]);
        onStep('captions');
        publishWhole({ recording, id: ids.whole, manifest, embedded, context });
        onStep('whole published');
      } catch (error) {
        await folders.remove(recordingId, ids.whole);
        await folders.remove(recordingId, ids.growing);
        throw error;
      }
      const isRetired = versions.of(recordingId).some((row) => row.id === ids.growing);
      if (!isRetired) await folders.remove(recordingId, ids.growing);
    },
    explain(error, job) {
      const failure = explain(error);
      const recording = store.byId(readTranscodePayload(job.payload).recordingId);
      return recording === undefined
        ? failure
        : { ...failure, message: nameArrival(failure.message, recording) };
    },
    onEnded(job, outcome, failure) {
      const { recordingId } = readTranscodePayload(job.payload);
      const recording = store.byId(recordingId);
      if (recording === undefined) return;
      dropGrowing(recordingId);
      if (outcome === 'failed' && failure !== null && !hasWhole(recordingId)) {
        store.setError(recordingId, failure.message, now());
      }
      touchTalkOf(recordingId);
    },
  };
}

/** What a failure means: the input's faults and a full disk do not pass by themselves, everything else may. */
function explain(error: unknown): JobFailure {
  if (error instanceof AppError) return { message: error.message, mayRetry: false };
  const known = toMediaError(error);
  const isFull = known.code === 'disk_full' || isDatabaseFull(error);
  return {
    message: isFull ? 'The disk is full: free some space, then retry this job.' : known.message,
    detail: JSON.stringify({
      code: known.code,
      argv: known.argv,
      exitCode: known.exitCode,
      signal: known.signal,
      stderrTail: known.stderrTail,
      cause: String(known.cause ?? ''),
    }),
    mayRetry: !isFull && !known.isPermanent,
  };
}

function isDatabaseFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'SQLITE_FULL') || isDatabaseFull(error.cause);
}

/** People know a file by the name it came with, not by its hash. */
function nameArrival(message: string, recording: RecordingInLibrary): string {
  return message.replaceAll(basename(recording.original_path), basename(recording.arrived_as));
}
