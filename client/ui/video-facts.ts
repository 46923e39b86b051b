import type { Recording, Talk } from '#server/contract/wire.ts';

/** The size at which a talk is offered to other pages, in CSS pixels; it fits any other 16:9. */
export const embedSize = { width: 1280, height: 720 };

/** What machines need to know of a talk that can be watched in full. */
export interface VideoFacts {
  recording: Recording;
  durationMs: number;
  /** The largest file with picture and sound; null where there is none. */
  file: { url: string; mimeType: string } | null;
}

/** The finished recording of a talk; null where there is none, or none with a picture of it. */
export function videoOf(talk: Talk): VideoFacts | null {
  const { recording } = talk;
  if (recording === null || recording.status !== 'ready' || recording.durationMs === null) return null;
  const [file] = recording.downloads
    .filter(({ kind }) => kind === 'video')
    .toSorted((a, b) => (b.height ?? 0) - (a.height ?? 0));
  return { recording, durationMs: recording.durationMs, file: file ?? null };
}
