import type { MediaTrack } from '#server/contract/wire.ts';
import { filled } from './fill.ts';

/** Tracks under names that say, in the reader's words (`{label}` is the track's own name), which ones a machine wrote. */
export function namedTracks(tracks: readonly MediaTrack[], machineMade: string): MediaTrack[] {
  return tracks.map((track) =>
    track.isMachineMade ? { ...track, label: filled(machineMade, { label: track.label }) } : track,
  );
}
