/** Frames a second as a fraction, as ffmpeg writes it. */
export interface FrameRate {
  num: number;
  den: number;
}

const MAX_FPS = 60;
const MIN_FPS = 1;
/** Where frames come unevenly, fewer than this would make short bursts of movement stutter. */
const UNEVEN_MIN_FPS = 15;

const STANDARD: readonly FrameRate[] = [
  ...[1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20].map((num) => ({ num, den: 1 })),
  { num: 24000, den: 1001 },
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30000, den: 1001 },
  { num: 30, den: 1 },
  { num: 48, den: 1 },
  { num: 50, den: 1 },
  { num: 60000, den: 1001 },
  { num: 60, den: 1 },
];

/** Frames a second as a number. */
export function toFps(rate: FrameRate): number {
  return rate.num / rate.den;
}

/**
 * The constant rate a recording is encoded at: its own where it is even (halved until at most 60), else the
 * standard rate nearest to its average; at least 1.
 * @param o.nominal the lowest rate at which every timestamp falls on a frame (ffprobe's r_frame_rate)
 * @param o.average frames by duration (ffprobe's avg_frame_rate)
 */
export function chooseFrameRate(o: {
  nominal: FrameRate | null;
  average: FrameRate | null;
  isInterlaced: boolean;
}): FrameRate {
  const { nominal, average } = o;
  if (nominal === null && average === null) return { num: 25, den: 1 };
  const isEven =
    nominal !== null &&
    !o.isInterlaced &&
    (average === null || Math.abs(toFps(nominal) / toFps(average) - 1) < 0.1);
  if (isEven) return snap(halve(nominal));
  const rate = nearest(Math.min(MAX_FPS, toFps(average ?? { num: 25, den: 1 })));
  if (o.isInterlaced || nominal === null || toFps(nominal) < UNEVEN_MIN_FPS) return rate;
  return toFps(rate) < UNEVEN_MIN_FPS ? { num: UNEVEN_MIN_FPS, den: 1 } : rate;
}

function halve(rate: FrameRate): FrameRate {
  let { num, den } = rate;
  // A hundredth of tolerance: 60.003 is a camera's 60.
  while (num / den > MAX_FPS * 1.01) {
    if (num % 2 === 0) num /= 2;
    else den *= 2;
  }
  return { num, den };
}

function snap(rate: FrameRate): FrameRate {
  const standard = nearest(toFps(rate));
  if (Math.abs(toFps(standard) / toFps(rate) - 1) < 0.01) return standard;
  if (toFps(rate) < MIN_FPS) return { num: MIN_FPS, den: 1 };
  return rate.den > 1001 ? standard : rate;
}

function nearest(fps: number): FrameRate {
  return STANDARD.reduce((best, rate) =>
    Math.abs(Math.log(toFps(rate) / fps)) < Math.abs(Math.log(toFps(best) / fps)) ? rate : best,
  );
}
