import { readDefaults, type SampleDefaults } from './fragment.ts';
import { findBox, readBoxes } from './mp4-boxes.ts';

/** What an initialisation segment of our own ffmpeg says of its only track. */
export interface TrackInit {
  /** Units a second of all its times. */
  timescale: number;
  defaults: SampleDefaults;
  /** The track is shown so much later than its samples say, in its own units; negative where earlier. */
  shift: number;
  avc: AvcConfiguration | null;
}

export interface AvcConfiguration {
  /** Bytes of the length before each unit. */
  lengthBytes: number;
  sequenceSets: Buffer[];
  pictureSets: Buffer[];
}

/** Bytes of a visual sample entry before the boxes in it (ISO/IEC 14496-12 12.1.3). */
const VISUAL_ENTRY_BYTES = 78;

/** @throws RangeError where a part is missing or cut off */
export function readTrackInit(init: Buffer): TrackInit {
  const trak = findBox(init, 'moov', 'trak');
  const mdhd = trak === null ? null : findBox(trak, 'mdia', 'mdhd');
  const mvhd = findBox(init, 'moov', 'mvhd');
  if (trak === null || mdhd === null || mvhd === null) throw new RangeError('no track');
  const timescale = mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12);
  const movieScale = mvhd.readUInt32BE(mvhd[0] === 1 ? 20 : 12);
  if (timescale === 0 || movieScale === 0) throw new RangeError('no units of time');
  const stsd = findBox(trak, 'mdia', 'minf', 'stbl', 'stsd');
  const entry = stsd === null ? undefined : readBoxes(stsd.subarray(8))[0];
  const avcC = entry?.type === 'avc1' ? findBox(entry.body.subarray(VISUAL_ENTRY_BYTES), 'avcC') : null;
  return {
    timescale,
    defaults: readDefaults(init),
    shift: readShift(findBox(trak, 'edts', 'elst'), timescale / movieScale),
    avc: avcC === null ? null : parseAvcConfiguration(avcC),
  };
}

/** Reads an AVCDecoderConfigurationRecord (ISO/IEC 14496-15 5.3.3.1). */
export function parseAvcConfiguration(avcC: Buffer): AvcConfiguration {
  let at = 5;
  const take = (count: number) =>
    Array.from({ length: count }, () => {
      const length = avcC.readUInt16BE(at);
      const set = avcC.subarray(at + 2, at + 2 + length);
      if (set.length !== length) throw new RangeError('a parameter set is cut off');
      at += 2 + length;
      return set;
    });
  const sequenceSets = take(avcC.readUInt8(at++) & 0x1f);
  const pictureSets = take(avcC.readUInt8(at++));
  return { lengthBytes: (avcC.readUInt8(4) & 3) + 1, sequenceSets, pictureSets };
}

/** Pauses before the media begin are added, the moment of the media that is shown first is taken away. */
function readShift(elst: Buffer | null, unitsPerMovieUnit: number): number {
  if (elst === null) return 0;
  const isLong = elst[0] === 1;
  let shift = 0;
  for (let i = 0, at = 8; i < elst.readUInt32BE(4); i++, at += isLong ? 20 : 12) {
    const length = isLong ? Number(elst.readBigUInt64BE(at)) : elst.readUInt32BE(at);
    const start = isLong ? Number(elst.readBigInt64BE(at + 8)) : elst.readInt32BE(at + 4);
    if (start >= 0) return shift - start;
    shift += Math.round(length * unitsPerMovieUnit);
  }
  return shift;
}
