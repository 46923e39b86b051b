export interface Rung {
  /** The short side and a `p`: `720p`. */
  name: string;
  width: number;
  height: number;
  /** The cap of the encoder's rate control, not an aim. */
  maxBitrateBps: number;
}

const SHORT_SIDES = [1080, 720, 480, 360, 240];
const MAX_SHORT_SIDE = 1080;
const MAX_LONG_SIDE = 4096;
/** A rung nearer to the top than this would cost an encoding and save a viewer nothing. */
const NEXT_RUNG = 0.9;

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
  return sides.map((side) => {
    const other = nearestEven((side * long) / short);
    const [width, height] = o.width < o.height ? [side, other] : [other, side];
    return { name: `${side}p`, width, height, maxBitrateBps: capFor(width * height, o.fps) };
  });
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
