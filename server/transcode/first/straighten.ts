import { open, readFile, writeFile } from 'node:fs/promises';
import { findBox, readBoxes } from './mp4-boxes.ts';
import { readBody, walkTopBoxes } from './top-boxes.ts';

const MOST_INDEX_BYTES = 8 * 1024 * 1024;

/**
 * Takes the pause out of the beginning of an edit list and puts it into the times of the segments. Browsers' media
 * source follows one edit and no pause: with ffmpeg's two, picture and sound would be up to a tenth of a second apart.
 * @param o.segments absolute paths
 */
export async function straighten(o: { initPath: string; segments: readonly string[] }): Promise<void> {
  const init = await readFile(o.initPath);
  const units = takePause(init);
  if (units === 0) return;
  await writeFile(o.initPath, init);
  for (const path of o.segments) await delaySegment(path, BigInt(units));
}

/**
 * Removes the pause from the edit list of an initialisation segment, in place; what is left over becomes free space.
 * @returns its length in the track's own units; 0 where there is none
 */
export function takePause(init: Buffer): number {
  const trak = findBox(init, 'moov', 'trak');
  const edts = trak === null ? null : findBox(trak, 'edts');
  const elst = edts === null ? null : findBox(edts, 'elst');
  const mdhd = trak === null ? null : findBox(trak, 'mdia', 'mdhd');
  const mvhd = findBox(init, 'moov', 'mvhd');
  if (trak === null || edts === null || elst === null || mdhd === null || mvhd === null) return 0;
  const isLong = elst[0] === 1;
  const entryBytes = isLong ? 20 : 12;
  const start = isLong ? Number(elst.readBigInt64BE(16)) : elst.readInt32BE(12);
  const count = elst.readUInt32BE(4);
  if (count === 0 || start !== -1 || elst.length < 8 + count * entryBytes) return 0;
  const length = isLong ? Number(elst.readBigUInt64BE(8)) : elst.readUInt32BE(8);
  const scale = (box: Buffer) => box.readUInt32BE(box[0] === 1 ? 20 : 12);
  const units = Math.round((length * scale(mdhd)) / scale(mvhd));
  const kept = Buffer.from(elst.subarray(8 + entryBytes, 8 + count * entryBytes));
  kept.copy(elst, 8);
  elst.writeUInt32BE(count - 1, 4);
  const end = elst.byteOffset - init.byteOffset + 8 + kept.length;
  shrink(init, elst, entryBytes);
  shrink(init, edts, entryBytes);
  init.writeUInt32BE(entryBytes, end);
  init.write('free', end + 4, 'latin1');
  return units;
}

/** Lowers the size in the header before a box's content. */
function shrink(init: Buffer, body: Buffer, by: number): void {
  const header = body.byteOffset - init.byteOffset - 8;
  init.writeUInt32BE(init.readUInt32BE(header) - by, header);
}

async function delaySegment(path: string, units: bigint): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    for await (const box of walkTopBoxes(file, size)) {
      if (box.type !== 'moof' && box.type !== 'sidx') continue;
      const body = await readBody(file, box, MOST_INDEX_BYTES);
      if (body === null) throw new RangeError('the index of a fragment is cut off or too large');
      const times = box.type === 'sidx' ? [delayIndex(body, units)] : delayFragment(body, units);
      for (const time of times) {
        const at = box.at + box.headerBytes + (time.byteOffset - body.byteOffset);
        await file.write(time, 0, time.length, at);
      }
    }
  } finally {
    await file.close();
  }
}

/** Gives the bytes of the decode time of every track of a fragment (ISO/IEC 14496-12 8.8.12), made later. */
function delayFragment(moof: Buffer, units: bigint): Buffer[] {
  return readBoxes(moof).flatMap((box) => {
    const tfdt = box.type === 'traf' ? findBox(box.body, 'tfdt') : null;
    return tfdt === null ? [] : [delay(tfdt, 4, units)];
  });
}

/** As above, the earliest moment of a segment index (8.16.3). */
function delayIndex(sidx: Buffer, units: bigint): Buffer {
  return delay(sidx, 12, units);
}

function delay(box: Buffer, at: number, units: bigint): Buffer {
  if (box[0] === 1) {
    box.writeBigUInt64BE(box.readBigUInt64BE(at) + units, at);
    return box.subarray(at, at + 8);
  }
  box.writeUInt32BE(box.readUInt32BE(at) + Number(units), at);
  return box.subarray(at, at + 4);
}
