import { open } from 'node:fs/promises';
import type { TrackScan } from './picture-scan.ts';
import { readFragments } from './segment-fragments.ts';
import type { TrackInit } from './track-init.ts';

/** Samples of a frame of AAC-LC (ISO/IEC 14496-3 4.5.1.1); the track's units are samples. */
const FRAME_SAMPLES = 1024;
/** A frame may seem longer or shorter by so much: times are rounded, and where films were joined a frame overlaps. */
const MOST_OFF_SECONDS = 0.025;

/** Looks at a copied AAC-LC track, segment by segment: every frame follows the one before without a gap. */
export function createSoundScan(init: TrackInit): TrackScan {
  const { timescale } = init;
  let start: number | null = null;
  let end = 0;
  return {
    add: async (path) => {
      const file = await open(path, 'r');
      try {
        for await (const { decodeTime, samples } of readFragments(file, init.defaults)) {
          let at = (decodeTime + init.shift) / timescale;
          if (start !== null && Math.abs(at - end) > MOST_OFF_SECONDS) return 'Its sound has gaps.';
          start ??= at;
          for (const [i, { duration }] of samples.entries()) {
            // How long the last frame of a segment is, ffmpeg only guesses.
            const isLast = i === samples.length - 1;
            if (!isLast && Math.abs(duration - FRAME_SAMPLES) / timescale > MOST_OFF_SECONDS)
              return 'Its sound has gaps.';
            at += (isLast ? Math.min(duration, FRAME_SAMPLES) : duration) / timescale;
          }
          end = at;
        }
        return null;
      } finally {
        await file.close();
      }
    },
    end: () => (start === null ? 'Nothing of its sound could be copied.' : null),
    span: () => ({ start: start ?? 0, end }),
  };
}
