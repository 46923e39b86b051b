import type { createByteWindow } from './byte-window.ts';
import type { AvcConfiguration } from './track-init.ts';

const SLICE = 1;
const IDR_SLICE = 5;
const SEQUENCE_SET = 7;
const PICTURE_SET = 8;
const MOST_UNITS = 4096;
const MOST_SET_BYTES = 16 * 1024;

/** What the units of one sample show. */
export interface SampleUnits {
  /** True where decoding can begin here with nothing from before (ITU-T H.264 7.4.1.2.4). */
  isIdr: boolean;
  /** Why the sample does not fit a copy, as a sentence. */
  fault: string | null;
}

/** Reads the headers of all units of one H.264 sample, and its parameter sets whole (ISO/IEC 14496-15 5.2.3). */
export async function readSampleUnits(o: {
  read: ReturnType<typeof createByteWindow>;
  at: number;
  sizeBytes: number;
  avc: AvcConfiguration;
}): Promise<SampleUnits> {
  const { lengthBytes } = o.avc;
  const end = o.at + o.sizeBytes;
  let isIdr = false;
  let hasPicture = false;
  let at = o.at;
  for (let count = 0; at < end; count++) {
    const head = await o.read(at, lengthBytes + 1);
    const length = head.length > lengthBytes ? head.readUIntBE(0, lengthBytes) : 0;
    const header = head[lengthBytes] ?? 0x80;
    at += lengthBytes;
    if (length === 0 || at + length > end || header >= 0x80 || count > MOST_UNITS) {
      return { isIdr, fault: 'Its picture is damaged.' };
    }
    const type = header & 0x1f;
    if (type === SLICE || type === IDR_SLICE) {
      if (!hasPicture) isIdr = type === IDR_SLICE;
      hasPicture = true;
    } else if (type === SEQUENCE_SET || type === PICTURE_SET) {
      const known = type === SEQUENCE_SET ? o.avc.sequenceSets : o.avc.pictureSets;
      const set = length <= MOST_SET_BYTES ? await o.read(at, length) : null;
      if (set === null || !known.some((k) => k.equals(set))) {
        return { isIdr, fault: 'The settings of its decoder change on the way.' };
      }
    }
    at += length;
  }
  return hasPicture ? { isIdr, fault: null } : { isIdr, fault: 'A sample holds no picture.' };
}
