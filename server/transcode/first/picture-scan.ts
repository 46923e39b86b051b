import { open } from 'node:fs/promises';
import { createByteWindow } from './byte-window.ts';
import type { Sample } from './fragment.ts';
import { readSampleUnits } from './nal-units.ts';
import { readFragments } from './segment-fragments.ts';
import { parseSps } from './sps.ts';
import type { TrackInit } from './track-init.ts';

/** Longest distance between moments at which playing can begin, with half a frame for rounding. */
const MOST_BETWEEN_KEYS_SECONDS = 12.02;
const LONGEST_GAP_SECONDS = 1;
/** Half the length of a picture at 60 a second: what follows sooner is too fast or goes back. */
const SHORTEST_STEP_SECONDS = 0.5 / 60.01;
const MOST_FPS = 60.01;
/** So much is a rate of 60 a second off where times are rounded to milliseconds. */
const FPS_ROUNDING = 1.01;

export interface TrackScan {
  /** Looks at the next segment; a sentence where it does not play right. */
  add: (path: string) => Promise<string | null>;
  /** What is only known when all segments are there. */
  end: () => string | null;
  /** When the track is first shown or heard, and until when, in seconds. */
  span: () => { start: number; end: number };
}

/** Whether the decoder's settings are what every browser plays: 8-bit 4:2:0, whole pictures. */
export function judgeParameters(init: TrackInit): string | null {
  const sets = init.avc?.sequenceSets ?? [];
  if (sets.length === 0) return 'Its picture has no settings for a decoder.';
  for (const set of sets) {
    const sps = parseSps(set);
    if (![66, 77, 100].includes(sps.profile)) return `Its picture has the H.264 profile ${sps.profile}.`;
    if (sps.chromaFormat !== 1 || sps.bitDepth !== 8) return 'Its picture is not 8-bit 4:2:0.';
    if (!sps.isProgressive) return 'Its picture is interlaced.';
  }
  return null;
}

/**
 * Looks at what came out of a copy, segment by segment: each begins with an IDR picture, so does each key frame, those
 * are at most 12 s apart, parameter sets are those of the initialisation segment, and time goes on evenly enough.
 */
export function createPictureScan(init: TrackInit): TrackScan {
  const { avc, timescale } = init;
  let start: number | null = null;
  let lastShown: number | null = null;
  let lastKey = 0;
  let end = 0;

  const judgeTimes = (shown: number[], endOfSegment: number): string | null => {
    shown.sort((a, b) => a - b);
    const first = shown[0] ?? 0;
    for (const moment of shown) {
      const step = lastShown === null ? LONGEST_GAP_SECONDS : moment - lastShown;
      if (step > LONGEST_GAP_SECONDS) return 'Its picture has a gap of more than a second.';
      if (step < SHORTEST_STEP_SECONDS) return 'Its pictures follow too fast, or their times go back.';
      lastShown = moment;
    }
    const fps = shown.length / Math.max(1, endOfSegment - first);
    if (fps > MOST_FPS * FPS_ROUNDING) return 'It has more than 60 pictures a second.';
    start ??= first;
    end = endOfSegment;
    return null;
  };

  const addSamples = async (
    samples: Array<Sample & { at: number; shown: number }>,
    read: ReturnType<typeof createByteWindow>,
  ): Promise<string | null> => {
    if (avc === null) return 'Its picture is not H.264.';
    if (samples[0]?.isSync !== true) return 'A segment begins without a key frame.';
    for (const { at, sizeBytes, isSync, shown } of samples) {
      const { isIdr, fault } = await readSampleUnits({ read, at, sizeBytes, avc });
      if (fault !== null) return fault;
      if (!isSync) continue;
      if (!isIdr) return 'Its groups of pictures are open: some need pictures of the one before.';
      if (shown - lastKey > MOST_BETWEEN_KEYS_SECONDS) return 'Its key frames are too far apart.';
      lastKey = shown;
    }
    return null;
  };

  return {
    add: async (path) => {
      const file = await open(path, 'r');
      try {
        const read = createByteWindow(file);
        for await (const { at, decodeTime, samples } of readFragments(file, init.defaults)) {
          let decoded = decodeTime;
          const placed = samples.map((sample) => {
            const shown = (decoded + sample.compositionOffset + init.shift) / timescale;
            decoded += sample.duration;
            return { ...sample, at: at + sample.offset, shown };
          });
          const last = placed.reduce((a, b) => (b.shown > a.shown ? b : a), placed[0] ?? noSample());
          if (start === null) lastKey = placed[0]?.shown ?? 0;
          const fault =
            (await addSamples(placed, read)) ??
            judgeTimes(
              placed.map((s) => s.shown),
              last.shown + last.duration / timescale,
            );
          if (fault !== null) return fault;
        }
        return null;
      } finally {
        await file.close();
      }
    },
    end: () => {
      if (start === null) return 'Nothing of its picture could be copied.';
      return end - lastKey > MOST_BETWEEN_KEYS_SECONDS ? 'Its key frames are too far apart.' : null;
    },
    span: () => ({ start: start ?? 0, end }),
  };
}

function noSample(): never {
  throw new RangeError('a fragment without samples');
}
