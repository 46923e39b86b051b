/** What one way of pairing frames gave: how far the rendition lies behind the source, and Y of every frame. */
export interface Alignment {
  /** In frames of the source; positive where the rendition shows a frame later than the source. */
  shiftFrames: number;
  /** One or more readings of the same frames: against the nearest source frame, or the two beside it. */
  readings: ReadonlyArray<readonly number[]>;
}

export interface SsimResult {
  shiftFrames: number;
  /** Mean of SSIM (Y) over the frames. */
  mean: number;
  frames: number;
}

/** SSIM of luma for every frame, in order, from the lines that ffmpeg's `ssim` filter writes to its stats_file. */
export function parseSsimStats(text: string): number[] {
  return [...text.matchAll(/^n:\d+ Y:(\S+)/gm)].map(([, y]) => Number(y));
}

/**
 * The pairing in which a rendition does best: a rendition that starts a frame late is not worse for it. Where a frame
 * was read against several source frames, its best one counts.
 * @throws where nothing was read, or the readings of one shift differ in length
 */
export function chooseAlignment(alignments: readonly Alignment[]): SsimResult {
  const results = alignments.map(({ shiftFrames, readings }) => {
    const frames = readings[0]?.length ?? 0;
    if (frames === 0 || readings.some((reading) => reading.length !== frames)) {
      throw new Error(
        `The frames cannot be compared: ${readings.map((r) => r.length).join(' and ')} were read.`,
      );
    }
    let sum = 0;
    for (let i = 0; i < frames; i++) sum += Math.max(...readings.map((reading) => reading[i] ?? 0));
    return { shiftFrames, mean: sum / frames, frames };
  });
  const [first, ...others] = results;
  if (first === undefined) throw new Error('There are no frames to compare.');
  // The smaller shift where two do as well: on a still picture all are alike.
  return others.reduce((best, one) => {
    if (one.mean !== best.mean) return one.mean > best.mean ? one : best;
    return Math.abs(one.shiftFrames) < Math.abs(best.shiftFrames) ? one : best;
  }, first);
}

/**
 * How frames are paired: with the nearest source frame where both run at one rate, else with both of its neighbours
 * in time. Offsets are in source frames, added to the time of the source; ffmpeg takes the last source frame that is
 * not later than the rendition's.
 */
export function pairingOffsets(o: { sourceFps: number; renditionFps: number }): readonly number[] {
  const isOneRate = Math.abs(o.sourceFps - o.renditionFps) < o.sourceFps * 0.005;
  return isOneRate ? [-0.5] : [-0.02, -0.98];
}
