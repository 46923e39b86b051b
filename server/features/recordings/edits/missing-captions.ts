import { join } from 'node:path';
import type { JobContext } from '#server/jobs/run-leased.ts';
import { extractCaptions } from '#server/transcode/extract-captions.ts';
import type { Cue } from '../captions/read-captions.ts';
import { inputOf, type StageDeps } from '../stages/stage-deps.ts';
import type { RecordingInLibrary } from '../store.ts';
import { type EmbeddedTrack, takeEmbeddedCaptions } from '../versions/version-captions.ts';
import { readEditList } from './map-time.ts';
import type { EditStore } from './store.ts';

/**
 * The captions inside an original of which only a part is made, on the original's timeline: read from all of it, once,
 * because its other parts want theirs too. None where they are stored already.
 */
export async function takeMissingCaptions(
  deps: StageDeps,
  o: { recording: RecordingInLibrary; context: JobContext; workName: string },
): Promise<EmbeddedTrack[]> {
  const { captions, folders, edits, ffmpeg, stallMs } = deps;
  const { recording, context } = o;
  if (captions.of(recording.original_id).some(({ source }) => source === 'embedded')) return [];
  const dir = join(folders.ofRecording(recording.id), o.workName);
  const { signal, note: onNote } = context;
  try {
    const found = await extractCaptions({
      input: inputOf(deps, recording),
      ffprobePath: ffmpeg.ffprobePath,
      dir,
      tools: { ffmpegPath: ffmpeg.ffmpegPath, stallMs, signal, onNote },
    });
    const tracks = await takeEmbeddedCaptions(dir, { captions: found });
    const isShown = shownOf(edits, recording.original_id);
    return tracks.map((track) => ({ ...track, cues: track.cues.filter(isShown) }));
  } finally {
    await folders.remove(recording.id, o.workName);
  }
}

/** Whether any recording of an original shows a cue: what was trimmed away for privacy must not come back. */
export function shownOf(edits: EditStore, originalId: string): (cue: Cue) => boolean {
  const lists = edits.listsOf(originalId).map(readEditList);
  if (lists.includes(null)) return () => true;
  const kept = lists.filter((list) => list !== null).flat();
  return (cue) => kept.some(([from, to]) => cue.startMs < to && cue.endMs > from);
}
