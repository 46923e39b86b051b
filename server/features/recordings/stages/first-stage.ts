import type { JobContext } from '#server/jobs/run-leased.ts';
import { makeFirst } from '#server/transcode/first/make-first.ts';
import { readManifest, type VersionManifest } from '#server/transcode/manifest.ts';
import { spanOf } from '../edits/map-time.ts';
import type { EditInForce } from '../edits/work-on-edit.ts';
import { stagePriority, transcodePayload } from '../job-kinds.ts';
import type { RecordingInLibrary } from '../store.ts';
import { publishWithCaptions } from '../versions/captions-of-now.ts';
import { retiredForMs } from '../versions/store.ts';
import { storedTracksOf } from '../versions/version-captions.ts';
import { newVersionId } from '../versions/version-folders.ts';
import { inputOf, type StageDeps, touchTalkOf } from './stage-deps.ts';
import { noteProbe, noteRenditions } from './stage-notes.ts';
import { createFirstProgress, firstShare } from './stage-progress.ts';
import { posterOf } from './title-card-poster.ts';

/** Makes a recording watchable: a growing version, shown as soon as its beginning plays, that ends by itself. */
export async function runFirstStage(
  deps: StageDeps,
  o: { recording: RecordingInLibrary; edit: EditInForce; context: JobContext },
): Promise<void> {
  const { recording, edit, context } = o;
  const { versions, folders, onStep } = deps;
  const id = newVersionId();
  const dir = folders.of(recording.id, id);
  const progress = createFirstProgress({
    pace: versions.lastingPace(),
    startedMs: deps.now(),
    now: deps.now,
  });
  try {
    const manifest = await makeFirst({
      ...deps.ffmpeg,
      input: inputOf(deps, recording),
      span: spanOf(edit.list),
      dir,
      stallMs: deps.stallMs,
      signal: context.signal,
      onNote: context.note,
      onProbed: (found) => {
        progress.onProbed(found);
        noteProbe(context, found);
      },
      onStep: (step) => {
        context.note(`Step: ${step}.`);
        onStep(step);
      },
      onProgress: (at) => context.report(progress.of(at)),
      onPlayable: async (found) => {
        progress.onPlayable(found);
        await publish(deps, { ...o, id, dir, manifest: found });
        onStep('growing published');
      },
      onDescribed: (found) => {
        context.publish(() =>
          describe(deps, { recordingId: recording.id, id, manifest: found, isComplete: 0 }),
        );
      },
    });
    manifest.poster = await posterOf(deps, { ...o, dir, manifest });
    await handOn(deps, { ...o, id, manifest });
    onStep('handed on');
  } catch (error) {
    const isKept = versions.of(recording.id).some((row) => row.is_complete === 1);
    if (!isKept) await folders.remove(recording.id, id);
    throw error;
  }
}

interface Made {
  recording: RecordingInLibrary;
  edit: EditInForce;
  context: JobContext;
  id: string;
  manifest: VersionManifest;
}

async function publish(deps: StageDeps, o: Made & { dir: string }): Promise<void> {
  const { recording, context, id } = o;
  if (deps.versions.of(recording.id).some((row) => row.state === 'growing')) {
    context.note('An older edit plays until this version has come to its end.');
    return;
  }
  await publishWithCaptions({
    ...{ folder: o.dir, context },
    tracks: () => storedTracksOf(deps.captions, recording.original_id, o.edit.list),
    publish: (captions, check) =>
      context.publish(() => {
        check();
        insert(deps, { ...o, manifest: { ...o.manifest, captions }, isComplete: 0 });
        touchTalkOf(deps, recording.id);
      }),
  });
  context.note('It can be watched from now on.');
  deps.events.emit('version.playable', { recordingId: recording.id, versionId: id });
}

/** The first version plays to its end; the rest is left to the next stage, which may wait for its turn. */
async function handOn(deps: StageDeps, o: Made): Promise<void> {
  const { recording, context, manifest } = o;
  const { versions, folders } = deps;
  noteRenditions(context, manifest);
  // Taken back meanwhile, its address must never work again: it goes on at another one. So does one that was not shown
  // yet, because an older edit played.
  const isGone = !versions.of(recording.id).some((row) => row.id === o.id);
  const newId = isGone ? newVersionId() : o.id;
  if (isGone) await folders.rename(recording.id, o.id, newId);
  const next = {
    payload: transcodePayload(recording.id, 'lasting'),
    priority: stagePriority.lasting,
    progress: firstShare(manifest),
  };
  const publishAs = (publish: () => void) =>
    context.handOn(next, () => {
      publish();
      deps.takeOver(recording.id);
      touchTalkOf(deps, recording.id);
    });
  if (!isGone) {
    return publishAs(() => describe(deps, { recordingId: recording.id, id: newId, manifest, isComplete: 1 }));
  }
  await publishWithCaptions({
    ...{ folder: folders.of(recording.id, newId), context },
    tracks: () => storedTracksOf(deps.captions, recording.original_id, o.edit.list),
    publish: (captions, check) =>
      publishAs(() => {
        check();
        versions.retireGrowing(recording.id, deps.now() + retiredForMs);
        insert(deps, { ...o, id: newId, manifest: { ...manifest, captions }, isComplete: 1 });
      }),
  });
}

/** Tells more about the growing version, whose captions are kept; false where its row is gone. */
function describe(
  deps: StageDeps,
  o: { recordingId: string; id: string; manifest: VersionManifest; isComplete: 0 | 1 },
): boolean {
  const row = deps.versions.of(o.recordingId).find(({ id }) => id === o.id);
  if (row === undefined) return false;
  const { captions } = readManifest(row.manifest);
  touchTalkOf(deps, o.recordingId);
  return deps.versions.describe({
    id: o.id,
    manifest: JSON.stringify({ ...o.manifest, captions }),
    duration_ms: o.manifest.durationMs,
    is_complete: o.isComplete,
  });
}

function insert({ versions, now }: StageDeps, o: Made & { isComplete: 0 | 1 }): void {
  versions.insert({
    id: o.id,
    recording_id: o.recording.id,
    state: 'growing',
    is_complete: o.isComplete,
    manifest: JSON.stringify(o.manifest),
    duration_ms: o.manifest.durationMs,
    edit_number: o.edit.number,
    served_until_ms: null,
    created_ms: now(),
  });
}
