import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { averageBitrateBps, type MeasuredSegment, peakBitrateBps } from './bandwidth.ts';
import { INIT_SEGMENT, PLAYLIST } from './encode-args.ts';
import { toFps } from './frame-rate.ts';
import { codecString } from './init-segment.ts';
import type { AudioTrackEntry, RenditionEntry } from './manifest.ts';
import { parseMediaPlaylist, type Segment, targetDuration } from './media-playlist.ts';
import type { Plan } from './plan.ts';

/** One folder of segments as it lies on the disk. */
export interface MadeTrack {
  folder: string;
  codecs: string;
  initBytes: number;
  segments: Array<Segment & MeasuredSegment>;
}

/** Reads what ffmpeg has made of one rendition or sound track so far; null before its first whole segment. */
export async function readTrack(dir: string, folder: string): Promise<MadeTrack | null> {
  const playlist = await readFile(join(dir, folder, PLAYLIST), 'utf8').catch(ifMissing);
  if (playlist === null) return null;
  // Of a track that nothing could be decoded of, ffmpeg writes one segment without length.
  const listed = parseMediaPlaylist(playlist).filter((s) => s.durationSeconds > 0);
  const init = await readFile(join(dir, folder, INIT_SEGMENT)).catch(ifMissing);
  if (listed.length === 0 || init === null || init.length === 0) return null;
  const sizes = await Promise.all(listed.map((s) => stat(join(dir, folder, s.uri))));
  const segments = listed.map((s, i) => ({ ...s, sizeBytes: sizes[i]?.size ?? 0 }));
  if (segments[0]?.sizeBytes === 0) return null;
  return { folder, codecs: codecString(init), initBytes: init.length, segments };
}

/** A rung and what was made of it, for the manifest; measured where `isWhole`, else estimated from the caps. */
export function toRendition(o: {
  plan: Plan;
  index: number;
  made: MadeTrack;
  isWhole: boolean;
}): RenditionEntry {
  const rung = o.plan.video?.rungs[o.index];
  if (rung === undefined || o.plan.video === null) throw new RangeError(`no rung ${o.index}`);
  return {
    name: rung.name,
    width: rung.width,
    height: rung.height,
    frameRate: toFps(o.plan.video.frameRate),
    codecs: o.made.codecs,
    ...rates(o.made, o.isWhole ? null : rung.maxBitrateBps),
    sizeBytes: bytesOf(o.made),
    playlist: `${o.made.folder}/${PLAYLIST}`,
    origin: 'encoded',
    iframePlaylist: null,
  };
}

/** A rendition of the first version as it stands in a lasting one: the same segments, measured. */
export function toKeptRendition(entry: RenditionEntry, made: MadeTrack): RenditionEntry {
  return { ...entry, ...rates(made, null), sizeBytes: bytesOf(made), playlist: `${made.folder}/${PLAYLIST}` };
}

function bytesOf(made: MadeTrack): number {
  return made.initBytes + made.segments.reduce((sum, s) => sum + s.sizeBytes, 0);
}

/** A sound track and what was made of it, for the manifest. */
export function toAudioTrack(o: {
  track: Plan['audio'][number];
  made: MadeTrack;
  isWhole: boolean;
}): AudioTrackEntry {
  const { id, language, label, isDefault, channels, bitrateBps } = o.track;
  const estimate = o.isWhole ? null : Math.round(bitrateBps * 1.05);
  const playlist = `${o.made.folder}/${PLAYLIST}`;
  return {
    id,
    language,
    label,
    isDefault,
    channels,
    codecs: o.made.codecs,
    ...rates(o.made, estimate),
    playlist,
    loudness: null,
  };
}

/** Seconds of all segments together. */
export function trackSeconds(made: MadeTrack): number {
  return made.segments.reduce((sum, s) => sum + s.durationSeconds, 0);
}

function rates(
  made: MadeTrack,
  estimateBps: number | null,
): { peakBitrateBps: number; averageBitrateBps: number } {
  if (estimateBps !== null)
    return { peakBitrateBps: estimateBps, averageBitrateBps: Math.round(estimateBps * 0.7) };
  return {
    peakBitrateBps: peakBitrateBps(made.segments, targetDuration(made.segments)),
    averageBitrateBps: averageBitrateBps(made.segments),
  };
}

function ifMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
