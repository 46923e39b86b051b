import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '#server/jobs/run-leased.ts';
import type { VersionManifest } from '#server/transcode/manifest.ts';
import type { RecordingInLibrary } from '../store.ts';
import { makeTitleCard, wantsTitleCard } from '../title-card/make-title-card.ts';
import type { StageDeps } from './stage-deps.ts';

/**
 * The picture of a version: its own, or the title card of its talk where the recording has sound only. A card that
 * cannot be drawn is noted and left out.
 * @param o.dir absolute folder of the version
 */
export async function posterOf(
  { titleCards, ffmpeg, stallMs }: StageDeps,
  o: { recording: RecordingInLibrary; dir: string; manifest: VersionManifest; context: JobContext },
): Promise<VersionManifest['poster']> {
  const { recording, dir, manifest, context } = o;
  const talkId = recording.talk_id;
  if (!wantsTitleCard(manifest) || talkId === null) return manifest.poster;
  const card = titleCards.cardOf(talkId);
  if (card === null) return null;
  const { signal, note: onNote } = context;
  try {
    const poster = await makeTitleCard({ dir, card, tools: { ...ffmpeg, stallMs, signal, onNote } });
    await syncFile(join(dir, poster.path));
    return poster;
  } catch (error) {
    if (signal.aborted) throw error;
    context.note(`The title card could not be drawn: ${String(error)}`);
    return null;
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
