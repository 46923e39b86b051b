/** Small pictures of a recording at even intervals, laid out on sheets, for the seek bar. */
export interface StoryboardPlan {
  intervalMs: number;
  /** Pixels of one picture. */
  tileWidth: number;
  tileHeight: number;
  /** Pictures in a row of a sheet, and rows of a sheet. */
  columns: number;
  rows: number;
}

const TILE_WIDTH = 160;
const SIDE = 10;
const MINUTE_MS = 60_000;

/** The size of the pictures by the recording's shape, and their number by its length: at most some hundreds. */
export function planStoryboard(
  rungs: ReadonlyArray<{ width: number; height: number }>,
  durationMs: number | null,
): StoryboardPlan {
  const { width, height } = rungs[0] ?? { width: 16, height: 9 };
  return {
    intervalMs: intervalFor(durationMs),
    tileWidth: TILE_WIDTH,
    tileHeight: Math.max(2, 2 * Math.round((TILE_WIDTH * height) / width / 2)),
    columns: SIDE,
    rows: SIDE,
  };
}

/** A length that is not known may be hours. */
function intervalFor(durationMs: number | null): number {
  if (durationMs === null || durationMs > 120 * MINUTE_MS) return 10_000;
  return durationMs > 20 * MINUTE_MS ? 5000 : 2000;
}
