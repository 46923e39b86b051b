export interface Rung {
  /** The short side and a `p`: `720p`. */
  name: string;
  width: number;
  height: number;
  /** The cap of the encoder's rate control, not an aim. */
  maxBitrateBps: number;
  /** The quality the encoder aims at below the cap; smaller is better. */
  crf: number;
  /** The rung it is scaled from, as an index; null for the source itself. */
  scaleFrom: number | null;
}

/** How hard the encoder searches. */
export type Effort = 'standard' | 'thorough';

const SHORT_SIDES = [1080, 720, 480, 360, 240];
const MAX_SHORT_SIDE = 1080;
const MAX_LONG_SIDE = 4096;
/** A rung nearer to the top than this would cost an encoding and save a viewer nothing. */
const NEXT_RUNG = 0.9;
/** Up to here a ladder is cheap, and a more thorough search pays. */
const SMALL_TOP = 480;
/** A picture of so many lines can be scaled down once more without a difference that is seen. */
const GOOD_TO_SCALE_FROM = 720;
/** The rung nearest to this is made first: quickly encoded, and slides can be read. */
const FIRST_SIDE = 480;

/** The quality by the short side; `top` is the largest rung, whatever its size. */
const CRF: Record<Effort, { top: number; below: ReadonlyArray<readonly [side: number, crf: number]> }> = {
  standard: {
    top: 24,
    below: [
      [720, 24.7],
      [480, 23.5],
      [360, 23.6],
      [240, 23.2],
    ],
  },
  thorough: {
    top: 25.3,
    below: [
      [360, 27],
      [240, 26],
    ],
  },
};

/**
 * The sizes a picture is encoded at, largest first: never larger than displayed, at most 1080 on the short side,
 * square pixels, even sides, the shape kept to within one pixel.
 * @param o.width displayed pixels, after pixel shape and rotation
 */
export function planLadder(o: { width: number; height: number; fps: number }): Rung[] {
  const short = Math.min(o.width, o.height);
  const long = Math.max(o.width, o.height);
  const fit = Math.min(1, MAX_SHORT_SIDE / short, MAX_LONG_SIDE / long);
  const top = Math.max(2, 2 * Math.floor((short * fit) / 2));
  const sides = [top, ...SHORT_SIDES.filter((side) => side <= top * NEXT_RUNG)];
  const effort = effortFor(top);
  return sides.map((side, i) => {
    const other = nearestEven((side * long) / short);
    const [width, height] = o.width < o.height ? [side, other] : [other, side];
    return {
      name: `${side}p`,
      width,
      height,
      maxBitrateBps: capFor(width * height, o.fps),
      crf: i === 0 ? CRF[effort].top : crfBelow(side, effort),
      scaleFrom: scaleFrom(sides, i),
    };
  });
}

/** Ladders of small pictures alone are searched more thoroughly: time is there, and every byte is a larger share. */
export function effortFor(topShortSide: number): Effort {
  return topShortSide > SMALL_TOP ? 'standard' : 'thorough';
}

/** The index of the rung to make before all others: the one nearest to 480 lines. */
export function firstRung(rungs: ReadonlyArray<{ width: number; height: number }>): number {
  const distances = rungs.map((r) => Math.abs(Math.min(r.width, r.height) - FIRST_SIDE));
  return distances.indexOf(Math.min(...distances));
}

/** The smallest larger rung that is still good to scale from, else the top. */
function scaleFrom(sides: readonly number[], index: number): number | null {
  if (index === 0) return null;
  return Math.max(
    0,
    sides.findLastIndex((side, i) => i < index && side >= GOOD_TO_SCALE_FROM),
  );
}

function crfBelow(side: number, effort: Effort): number {
  const [first, ...others] = CRF[effort].below;
  if (first === undefined) throw new RangeError('no quality is known');
  return others.reduce(
    (best, next) => (Math.abs(next[0] - side) < Math.abs(best[0] - side) ? next : best),
    first,
  )[1];
}

/** The even number nearest to the value, the smaller of two as near; never less than 2. */
function nearestEven(value: number): number {
  return Math.max(2, 2 * Math.ceil(value / 2 - 0.5));
}

/** About 6.2 Mbit/s at 1080p30, 3.1 at 720p, 1.6 at 480p, 1 at 360p, 0.5 at 240p; half as much again at 60 fps. */
function capFor(pixels: number, fps: number): number {
  const atThirty = 6_200_000 * (pixels / (1920 * 1080)) ** 0.85;
  return Math.round(Math.max(60_000, atThirty * (fps > 30 ? 0.5 + fps / 60 : 1)));
}
