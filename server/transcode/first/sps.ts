import { createBitReader } from './bit-reader.ts';

/** What a sequence parameter set says of every picture. */
export interface SequenceParameters {
  profile: number;
  /** 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4. */
  chromaFormat: number;
  bitDepth: number;
  /** True where no picture is made of fields or of field pairs (MBAFF). */
  isProgressive: boolean;
}

/** Profiles whose parameter sets name chroma format and bit depth (7.3.2.1.1). */
const HIGH_PROFILES = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/**
 * Reads a sequence parameter set (ITU-T H.264 7.3.2.1.1) as far as the size of the picture.
 * @param nal the unit with its header byte
 * @throws RangeError where it is cut off or no such set
 */
export function parseSps(nal: Buffer): SequenceParameters {
  if (((nal[0] ?? 0) & 0x1f) !== 7) throw new RangeError('no sequence parameter set');
  const read = createBitReader(withoutEmulation(nal.subarray(1)));
  const profile = read.bits(8);
  read.bits(16); // constraints and level
  read.ue(); // identifier
  let chromaFormat = 1;
  let bitDepth = 8;
  if (HIGH_PROFILES.has(profile)) {
    chromaFormat = read.ue();
    if (chromaFormat === 3) read.bit();
    bitDepth = 8 + Math.max(read.ue(), read.ue());
    read.bit();
    if (read.bit() === 1) skipScalingLists(read, chromaFormat === 3 ? 12 : 8);
  }
  read.ue(); // frame numbers
  const orderType = read.ue();
  if (orderType === 0) read.ue();
  else if (orderType === 1) {
    read.bit();
    read.se();
    read.se();
    const count = read.ue();
    if (count > 255) throw new RangeError('too many reference offsets');
    for (let i = 0; i < count; i++) read.se();
  }
  read.ue(); // reference frames
  read.bit();
  read.ue(); // width
  read.ue(); // height
  return { profile, chromaFormat, bitDepth, isProgressive: read.bit() === 1 };
}

function skipScalingLists(read: ReturnType<typeof createBitReader>, count: number): void {
  for (let list = 0; list < count; list++) {
    if (read.bit() === 0) continue;
    let last = 8;
    for (let i = 0, next = 8; i < (list < 6 ? 16 : 64) && next !== 0; i++) {
      next = (last + read.se() + 256) % 256;
      if (next !== 0) last = next;
    }
  }
}

/** Takes out the bytes that keep start codes from appearing inside a unit (7.4.1). */
function withoutEmulation(bytes: Buffer): Buffer {
  const kept: number[] = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    kept.push(byte);
  }
  return Buffer.from(kept);
}
