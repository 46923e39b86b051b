import { open } from 'node:fs/promises';
import { readFirstOffsets } from './fragment.ts';
import { findBox, readBoxes } from './mp4-boxes.ts';
import { readBody, walkTopBoxes } from './top-boxes.ts';

const MOST_INDEX_BYTES = 64 * 1024 * 1024;
const MOST_EDITS = 1000;
/** So much may be missing at an end without being missed, and the picture so late. */
const TOLERANCE_SECONDS = 0.1;

/** What an MP4 says of one track's timeline; all times in seconds. */
export interface TrackTimes {
  /** `start` is a moment of the media, null for a span in which nothing is shown; `length` 0 is "to the end". */
  edits: Array<{ length: number; start: number | null; rate: number }>;
  /** 0 where the file is fragmented and does not say. */
  mediaLength: number;
  /** When the first sample of the file is shown, on the media's own clock. */
  firstShown: number;
  /** Sets of decoder parameters. */
  descriptions: number;
}

/**
 * Reads the edit lists of an MP4 or MOV by itself, because ffmpeg applies them to what it reads and does not tell.
 * At most 64 MB of the file are read.
 * @returns track number to times; null where the index is missing, damaged or larger
 */
export async function readTrackTimes(path: string): Promise<Map<number, TrackTimes> | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let moov: Buffer | null = null;
    for await (const box of walkTopBoxes(file, size)) {
      if (box.type === 'moov') {
        moov = await readBody(file, box, MOST_INDEX_BYTES);
        if (moov === null || findBox(moov, 'mvex') === null) break;
      }
      // In a fragmented file the samples, and how late they are shown, follow behind the index.
      if (box.type !== 'moof' || moov === null) continue;
      return parseTrackTimes(moov, await readBody(file, box, MOST_INDEX_BYTES));
    }
    return moov === null ? null : parseTrackTimes(moov, null);
  } finally {
    await file.close();
  }
}

/** As `readTrackTimes`, from the content of the `moov` box (ISO/IEC 14496-12 8.2) and of a first `moof`, if any. */
export function parseTrackTimes(moov: Buffer, moof: Buffer | null): Map<number, TrackTimes> | null {
  try {
    const offsets = moof === null ? null : readFirstOffsets(moof);
    const movieScale = readDuration(findBox(moov, 'mvhd'))?.scale ?? 0;
    const tracks = new Map<number, TrackTimes>();
    for (const { type, body } of readBoxes(moov)) {
      const header = type === 'trak' ? findBox(body, 'tkhd') : null;
      const media = type === 'trak' ? readDuration(findBox(body, 'mdia', 'mdhd')) : null;
      if (header === null || media === null || media.scale === 0) continue;
      const samples = findBox(body, 'mdia', 'minf', 'stbl') ?? Buffer.alloc(0);
      const id = header.readUInt32BE(header[0] === 1 ? 20 : 12);
      tracks.set(id, {
        edits: readEdits(findBox(body, 'edts', 'elst'), movieScale, media.scale),
        mediaLength: media.length / media.scale,
        firstShown: (offsets?.get(id) ?? firstOffset(findBox(samples, 'ctts'))) / media.scale,
        descriptions: findBox(samples, 'stsd')?.readUInt32BE(4) ?? 0,
      });
    }
    return tracks;
  } catch (error) {
    // A field beyond the end of its box.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Why a track's edits cannot be kept in a copy, as a sentence; null where all of the media is shown as it lies. */
export function judgeEdits(times: TrackTimes): string | null {
  const { edits, mediaLength, firstShown } = times;
  const [first, ...others] = edits;
  if (first === undefined) return null;
  const isLate = first.start === null;
  if (isLate && first.length >= TOLERANCE_SECONDS) return 'Its edit list begins with a pause.';
  const [shown, ...more] = isLate ? others : edits;
  if (shown === undefined) return null;
  if (more.length > 0 || shown.start === null) return 'Its edit list has several parts.';
  if (shown.rate !== 1) return 'Its edit list changes the speed.';
  if (Math.abs(shown.start - firstShown) > TOLERANCE_SECONDS / 10) {
    return 'Its edit list begins in the middle of the media.';
  }
  const end = shown.start + shown.length;
  if (shown.length > 0 && mediaLength - end > TOLERANCE_SECONDS) return 'Its edit list leaves out the end.';
  return null;
}

function readDuration(header: Buffer | null): { scale: number; length: number } | null {
  if (header === null) return null;
  return header[0] === 1
    ? { scale: header.readUInt32BE(20), length: Number(header.readBigUInt64BE(24)) }
    : { scale: header.readUInt32BE(12), length: header.readUInt32BE(16) };
}

function readEdits(elst: Buffer | null, movieScale: number, mediaScale: number): TrackTimes['edits'] {
  if (elst === null || movieScale === 0) return [];
  const isLong = elst[0] === 1;
  const count = Math.min(MOST_EDITS, elst.readUInt32BE(4));
  return Array.from({ length: count }, (_, i) => {
    const at = 8 + i * (isLong ? 20 : 12);
    const length = isLong ? Number(elst.readBigUInt64BE(at)) : elst.readUInt32BE(at);
    const start = isLong ? Number(elst.readBigInt64BE(at + 8)) : elst.readInt32BE(at + 4);
    return {
      length: length / movieScale,
      start: start < 0 ? null : start / mediaScale,
      rate: elst.readInt32BE(at + (isLong ? 16 : 8)) / 65536,
    };
  });
}

/** Composition offset of the first sample, which shows it so much later than it is decoded (8.6.1.3). */
function firstOffset(ctts: Buffer | null): number {
  return ctts === null || ctts.readUInt32BE(4) === 0 ? 0 : ctts.readInt32BE(12);
}
