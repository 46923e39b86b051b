import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from './free-space.ts';
import { MediaError } from './media-error.ts';
import type { MadeTrack } from './tracks.ts';

/**
 * Makes sure that every segment of a track is on the disk to its last byte.
 * @throws MediaError `disk_full` where one is cut short and the disk has no room left, else `failed`
 */
export async function verifySegments(dir: string, made: MadeTrack): Promise<void> {
  for (const { uri, sizeBytes } of made.segments) {
    if (sizeBytes > 0 && (await boxesEndAt(join(dir, made.folder, uri), sizeBytes))) continue;
    if (await isDiskFull(dir)) throw new MediaError('disk_full', 'The disk is full (while encoding).');
    throw new MediaError('failed', `ffmpeg wrote only a part of the segment ${made.folder}/${uri}.`);
  }
}

/** Walks the top-level boxes (ISO/IEC 14496-12 4.2): whole files end where the last one, media data, says it ends. */
async function boxesEndAt(path: string, sizeBytes: number): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const header = Buffer.alloc(16);
    let at = 0;
    let last = '';
    while (at < sizeBytes) {
      const { bytesRead } = await file.read(header, 0, 16, at);
      if (bytesRead < 8) return false;
      const short = header.readUInt32BE(0);
      const size = short === 1 && bytesRead === 16 ? Number(header.readBigUInt64BE(8)) : short;
      if (size < 8) return false;
      last = header.toString('latin1', 4, 8);
      at += size;
    }
    return at === sizeBytes && last === 'mdat';
  } finally {
    await file.close();
  }
}
