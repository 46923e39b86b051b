import type { JobContext } from '#server/jobs/run-leased.ts';
import { makeLasting } from '#server/transcode/lasting/make-lasting.ts';
import { readManifest, type VersionManifest } from '#server/transcode/manifest.ts';
import { spanOf } from '../edits/map-time.ts';
import { takeMissingCaptions } from '../edits/missing-captions.ts';
import type { EditInForce } from '../edits/work-on-edit.ts';
import type { RecordingInLibrary } from '../store.ts';
import { captionsOfNow, publishWithCaptions } from '../versions/captions-of-now.ts';
import { retiredForMs, type VersionRow } from '../versions/store.ts';
import { type EmbeddedTrack, takeEmbeddedCaptions } from '../versions/version-captions.ts';
import { newVersionId } from '../versions/version-folders.ts';
import { removeNameless } from './clear-away.ts';
import { inputOf, type StageDeps, touchTalkOf } from './stage-deps.ts';
import { noteLoudness, noteProbe, noteRenditions } from './stage-notes.ts';
import { posterOf } from './title-card-poster.ts';

/** Makes the version that stays; it takes over from what played until now in one transaction. */
export async function runLastingStage(
  deps: StageDeps,
  o: { recording: RecordingInLibrary; edit: EditInForce; first: VersionRow | null; context: JobContext },
): Promise<void> {
  const { recording, edit, first, context } = o;
  const { folders, captions, onStep } = deps;
  const id = newVersionId();
  const wholeDir = folders.of(recording.id, id);
  const from = context.job.progress;
  try {
    const manifest = await makeLasting({
      ...deps.ffmpeg,
      input: inputOf(deps, recording),
      span: spanOf(edit.list),
      first:
        first === null
          ? null
          : { dir: folders.of(recording.id, first.id), manifest: readManifest(first.manifest) },
      wholeDir,
      stallMs: deps.stallMs,
      signal: context.signal,
      onNote: context.note,
      onProbed: (found) => noteProbe(context, found),
      onStep: (step) => {
        context.note(`Step: ${step}.`);
        onStep(step);
      },
      onProgress: ({ ratio, step, remainingMs }) =>
        context.report({ progress: from + ratio * (1 - from), step, remainingMs }),
    });
    manifest.poster = await posterOf(deps, { recording, dir: wholeDir, manifest, context });
    const found =
      edit.list === null
        ? await takeEmbeddedCaptions(wholeDir, manifest)
        : await takeMissingCaptions(deps, { ...o, workName: `${id}.captions` });
    noteRenditions(context, manifest);
    noteLoudness(context, manifest);
    const now = () =>
      captionsOfNow(captions, { originalId: recording.original_id, list: edit.list, inside: found });
    await publishWithCaptions({
      ...{ folder: wholeDir, context },
      tracks: () => now().tracks,
      publish: (written, check) => {
        manifest.captions = written;
        onStep('captions');
        publish(deps, { ...o, id, manifest, check, embedded: () => now().embedded });
      },
    });
    onStep('whole published');
  } catch (error) {
    const isPublished = deps.versions.of(recording.id).some((row) => row.id === id);
    if (!isPublished) await folders.remove(recording.id, id);
    throw error;
  }
  await removeNameless(deps, recording.id);
}

function publish(
  deps: StageDeps,
  o: {
    recording: RecordingInLibrary;
    edit: EditInForce;
    context: JobContext;
    id: string;
    manifest: VersionManifest;
    /** Throws where the captions written are not those of now. */
    check: () => void;
    embedded: () => readonly EmbeddedTrack[];
  },
): void {
  const { recording, context, id, manifest } = o;
  const { versions, captions, now } = deps;
  context.finish(() => {
    o.check();
    const embedded = o.embedded();
    versions.retire(recording.id, now() + retiredForMs);
    versions.insert({
      id,
      recording_id: recording.id,
      state: 'whole',
      is_complete: 1,
      manifest: JSON.stringify(manifest),
      duration_ms: manifest.durationMs,
      edit_number: o.edit.number,
      served_until_ms: null,
      created_ms: now(),
    });
    if (o.edit.list === null) captions.removeEmbedded(recording.original_id);
    for (const { row, cues } of embedded) {
      captions.insert({ ...row, original_id: recording.original_id, created_ms: now() }, cues);
    }
    deps.takeOver(recording.id);
    deps.whenWhole(recording.id);
    touchTalkOf(deps, recording.id);
  });
  deps.events.emit('version.whole', {
    recordingId: recording.id,
    versionId: id,
    durationMs: manifest.durationMs,
  });
}
