/** One file that came over the line: when it began and ended, in milliseconds of one clock, and its bytes. */
export interface Transfer {
  startMs: number;
  endMs: number;
  sizeBytes: number;
}

/** A time in which the picture stood still because nothing more was there. */
export interface Stall {
  startMs: number;
  endMs: number;
}

const enoughTransfers = 3;
/** The newest few: a line is what it is now. */
const lookedAt = 4;
const enoughBusyMs = 1_500;
const transferWindowMs = 45_000;
const stallWindowMs = 90_000;
const stallsTooMany = 3;
const stalledTooLongMs = 10_000;

/**
 * Bits a second that the line gave while something was being loaded: files that come at the same time share it. Null
 * where too little was loaded to tell.
 */
export function lineBps(transfers: readonly Transfer[], nowMs: number): number | null {
  const recent = transfers
    .filter(({ endMs }) => endMs > nowMs - transferWindowMs)
    .toSorted((a, b) => a.endMs - b.endMs)
    .slice(-lookedAt)
    .toSorted((a, b) => a.startMs - b.startMs);
  let busyMs = 0;
  let busyUntilMs = Number.NEGATIVE_INFINITY;
  let bytes = 0;
  for (const { startMs, endMs, sizeBytes } of recent) {
    busyMs += Math.max(0, endMs - Math.max(startMs, busyUntilMs));
    busyUntilMs = Math.max(busyUntilMs, endMs);
    bytes += sizeBytes;
  }
  if (recent.length < enoughTransfers || busyMs < enoughBusyMs) return null;
  return (bytes * 8 * 1000) / busyMs;
}

/**
 * Says whether a line is too slow for the picture: it gives less than the smallest picture needs, or the picture stood
 * still again and again.
 * @param neededBps of the smallest picture with its sound; null where that is not known
 */
export function isTooSlow(o: {
  transfers: readonly Transfer[];
  stalls: readonly Stall[];
  neededBps: number | null;
  nowMs: number;
}): boolean {
  const { transfers, stalls, neededBps, nowMs } = o;
  const recent = stalls.filter(({ endMs }) => endMs > nowMs - stallWindowMs);
  const stalledMs = recent.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  if (recent.length >= stallsTooMany || stalledMs >= stalledTooLongMs) return true;
  const bps = lineBps(transfers, nowMs);
  return bps !== null && neededBps !== null && bps < neededBps;
}
