import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INIT_SEGMENT } from '../encode-args.ts';
import { targetDuration } from '../media-playlist.ts';
import type { MadeTrack } from '../tracks.ts';
import { readSegmentHeads, type SegmentHead } from './segment-heads.ts';

const IFRAME_PLAYLIST = 'iframes.m3u8';

/**
 * Writes the playlist of a rendition's key frames beside its own: the first picture of every segment. ffmpeg's own
 * `iframes_only` names whole segments, so the places are read from the segments' headers.
 * @param dir the version's folder
 * @returns its path in the version and the largest bit rate of a key frame
 */
export async function makeIframePlaylist(
  dir: string,
  made: MadeTrack,
): Promise<{ path: string; peakBitrateBps: number }> {
  const heads = await readSegmentHeads(dir, made);
  await writeFile(join(dir, made.folder, IFRAME_PLAYLIST), writeIframePlaylist(heads, INIT_SEGMENT));
  const peak = Math.max(...heads.map((head) => (head.sizeBytes * 8) / head.durationSeconds));
  return { path: `${made.folder}/${IFRAME_PLAYLIST}`, peakBitrateBps: Math.ceil(peak) };
}

/** A playlist of key frames alone (RFC 8216 4.3.3.6); each lasts until the next. */
export function writeIframePlaylist(
  heads: readonly Omit<SegmentHead, 'shownAtSeconds'>[],
  initUri: string,
): string {
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${targetDuration(heads)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-I-FRAMES-ONLY',
    `#EXT-X-MAP:URI="${initUri}"`,
    ...heads.flatMap((head) => [
      `#EXTINF:${head.durationSeconds.toFixed(6)},`,
      `#EXT-X-BYTERANGE:${head.sizeBytes}@${head.startByte}`,
      head.uri,
    ]),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}
