import { availableParallelism, totalmem } from 'node:os';

const GIB = 1024 ** 3;
const MINUTE_MS = 60_000;

/** Pixels of one frame, as coded: 8K (7680 by 4320) is half of it. */
export const MAX_PIXELS = 8192 * 8192;
/** Streams that count: pictures, sound, texts and data, but not what is attached (fonts, covers). */
export const MAX_STREAMS = 64;
/** Streams of any kind that a demuxer may announce; ffmpeg refuses a file with more while it opens it. */
export const MAX_ANNOUNCED_STREAMS = 256;
export const MAX_DURATION_MS = 24 * 60 * MINUTE_MS;
/** The largest block that ffmpeg may allocate at once: twice a frame of MAX_PIXELS at 4 bytes a pixel. */
export const MAX_BLOCK_BYTES = GIB / 2;
/** How far a demuxer reads to find out what its streams are. */
export const PROBE_BYTES = 10_000_000;
export const PROBE_DURATION_US = 10_000_000;

const WALL_BASE_MS = 15 * MINUTE_MS;
const WALL_PER_DURATION = 40;
const WALL_MAX_MS = 72 * 60 * MINUTE_MS;

/** How long all the work on a recording may take: 15 minutes and 40 times its length, never more than three days. */
export function wallLimitMs(durationMs: number | null): number {
  return durationMs === null
    ? WALL_MAX_MS
    : Math.min(WALL_MAX_MS, WALL_BASE_MS + WALL_PER_DURATION * durationMs);
}

/**
 * What one ffmpeg may write to of memory, in bytes: 4 GiB and 256 MiB for each core, whose threads hold frames of
 * their own; on a small machine three quarters of what it has, but never less than 2 GiB.
 */
export function memoryLimitBytes(
  machine = { cores: availableParallelism(), memoryBytes: totalmem() },
): number {
  const wanted = 4 * GIB + (machine.cores * GIB) / 4;
  return Math.floor(Math.min(wanted, Math.max(2 * GIB, machine.memoryBytes * 0.75)));
}
