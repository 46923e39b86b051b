import { findBox, readBoxes } from './mp4-boxes.ts';

/** One sample of a fragment; times in the track's own units. */
export interface Sample {
  /** From the first byte of the `moof` box. */
  offset: number;
  sizeBytes: number;
  duration: number;
  compositionOffset: number;
  isSync: boolean;
}

export interface Fragment {
  /** When the first sample is decoded. */
  decodeTime: number;
  samples: Sample[];
}

export interface SampleDefaults {
  duration: number;
  sizeBytes: number;
  flags: number;
}

const NOT_SYNC = 0x1_0000;

/** The defaults of an initialisation segment's only track (ISO/IEC 14496-12 8.8.3). */
export function readDefaults(init: Buffer): SampleDefaults {
  const trex = findBox(init, 'moov', 'mvex', 'trex');
  if (trex === null) throw new RangeError('the initialisation segment has no defaults');
  return {
    duration: trex.readUInt32BE(12),
    sizeBytes: trex.readUInt32BE(16),
    flags: trex.readUInt32BE(20),
  };
}

/**
 * Reads a movie fragment with one track (ISO/IEC 14496-12 8.8.4 to 8.8.12).
 * @param moof content of the box
 * @throws RangeError where it is cut off, or its samples are not addressed from its own beginning
 */
export function parseFragment(moof: Buffer, trackDefaults: SampleDefaults): Fragment {
  const traf = readBoxes(moof).find((box) => box.type === 'traf')?.body;
  const tfhd = traf === undefined ? null : findBox(traf, 'tfhd');
  const tfdt = traf === undefined ? null : findBox(traf, 'tfdt');
  if (traf === undefined || tfhd === null || tfdt === null)
    throw new RangeError('a fragment lacks its parts');
  const defaults = readFragmentDefaults(tfhd, trackDefaults);
  const samples: Sample[] = [];
  for (const { type, body } of readBoxes(traf)) if (type === 'trun') readRun(body, defaults, samples);
  const decodeTime = tfdt[0] === 1 ? Number(tfdt.readBigUInt64BE(4)) : tfdt.readUInt32BE(4);
  return { decodeTime, samples };
}

/** The composition offset of the first sample of every track in a fragment, by the track's number. */
export function readFirstOffsets(moof: Buffer): Map<number, number> {
  const offsets = new Map<number, number>();
  for (const { type, body } of readBoxes(moof)) {
    const header = type === 'traf' ? findBox(body, 'tfhd') : null;
    const run = type === 'traf' ? findBox(body, 'trun') : null;
    if (header === null || run === null) continue;
    const samples: Sample[] = [];
    readRun(run, { duration: 0, sizeBytes: 0, flags: 0 }, samples);
    offsets.set(header.readUInt32BE(4), samples[0]?.compositionOffset ?? 0);
  }
  return offsets;
}

function readFragmentDefaults(tfhd: Buffer, defaults: SampleDefaults): SampleDefaults {
  const flags = tfhd.readUInt32BE(0) & 0xff_ffff;
  if ((flags & 0x1) !== 0) throw new RangeError('samples are addressed from the beginning of the file');
  let at = 8 + ((flags & 0x2) !== 0 ? 4 : 0);
  const next = (bit: number, otherwise: number) => {
    if ((flags & bit) === 0) return otherwise;
    at += 4;
    return tfhd.readUInt32BE(at - 4);
  };
  const duration = next(0x8, defaults.duration);
  const sizeBytes = next(0x10, defaults.sizeBytes);
  return { duration, sizeBytes, flags: next(0x20, defaults.flags) };
}

function readRun(trun: Buffer, defaults: SampleDefaults, samples: Sample[]): void {
  const flags = trun.readUInt32BE(0) & 0xff_ffff;
  const count = trun.readUInt32BE(4);
  let at = 8;
  const next = () => {
    at += 4;
    return trun.readUInt32BE(at - 4);
  };
  const before = samples.at(-1);
  let offset = (flags & 0x1) !== 0 ? next() | 0 : (before?.offset ?? 0) + (before?.sizeBytes ?? 0);
  const first = (flags & 0x4) !== 0 ? next() : null;
  const fields = [0x100, 0x200, 0x400, 0x800].filter((bit) => (flags & bit) !== 0).length;
  if (fields * 4 * count > trun.length - at || (fields === 0 && count > 1_000_000)) {
    throw new RangeError('a run has fewer samples than it says');
  }
  for (let i = 0; i < count; i++) {
    const duration = (flags & 0x100) !== 0 ? next() : defaults.duration;
    const sizeBytes = (flags & 0x200) !== 0 ? next() : defaults.sizeBytes;
    const own = (flags & 0x400) !== 0 ? next() : i === 0 && first !== null ? first : defaults.flags;
    // Signed in version 1; in version 0 no offset is so large.
    const compositionOffset = (flags & 0x800) !== 0 ? next() | 0 : 0;
    samples.push({ offset, sizeBytes, duration, compositionOffset, isSync: (own & NOT_SYNC) === 0 });
    offset += sizeBytes;
  }
}
