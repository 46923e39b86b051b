import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { averageBitrateBps, peakBitrateBps } from '../bandwidth.ts';
import { PLAYLIST } from '../encode-args.ts';
import { toFps } from '../frame-rate.ts';
import type { RenditionEntry, VersionManifest } from '../manifest.ts';
import { writeMasterPlaylist } from '../master-playlist.ts';
import { targetDuration } from '../media-playlist.ts';
import type { AudioPlan, Plan } from '../plan.ts';
import type { VideoStream } from '../probe.ts';
import { type MadeTrack, readTrack, toAudioTrack } from '../tracks.ts';

/** Writes the master playlist of a version with a copied picture and gives its manifest, without a poster. */
export async function describeCopied(o: {
  dir: string;
  plan: Plan;
  video: VideoStream;
  picture: MadeTrack;
  durationSeconds: number;
  /** Ids of sound tracks that are whole; the bit rates of the others are estimated. */
  whole: ReadonlySet<string>;
}): Promise<VersionManifest> {
  const rendition = toCopied(o.video, o.picture);
  const { width, height, frameRate } = rendition;
  const audioTracks = await Promise.all(
    o.plan.audio.map(async (track: AudioPlan) => {
      const made = await readTrack(o.dir, track.id);
      return made === null ? [] : [toAudioTrack({ track, made, isWhole: o.whole.has(track.id) })];
    }),
  );
  const tracks = audioTracks.flat();
  const hasDefault = tracks.some((t) => t.isDefault);
  const manifest: VersionManifest = {
    stage: 'first',
    masterPlaylist: 'master.m3u8',
    durationMs: Math.round(o.durationSeconds * 1000),
    video: { width, height, frameRate },
    renditions: [rendition],
    // The planned default track may turn out to hold no sound.
    audioTracks: tracks.map((t, i) => (hasDefault ? t : { ...t, isDefault: i === 0 })),
    captions: [],
    poster: null,
    downloads: [],
    chapters: o.plan.chapters,
    storyboard: null,
    scenes: null,
  };
  await writeFile(join(o.dir, manifest.masterPlaylist), writeMasterPlaylist(manifest));
  return manifest;
}

function toCopied(video: VideoStream, made: MadeTrack): RenditionEntry {
  const { width, height } = video;
  const rate = video.averageRate ?? video.nominalRate;
  return {
    name: made.folder,
    width,
    height,
    frameRate: rate === null ? 30 : toFps(rate),
    codecs: made.codecs,
    peakBitrateBps: peakBitrateBps(made.segments, targetDuration(made.segments)),
    averageBitrateBps: averageBitrateBps(made.segments),
    sizeBytes: made.initBytes + made.segments.reduce((sum, s) => sum + s.sizeBytes, 0),
    playlist: `${made.folder}/${PLAYLIST}`,
    origin: 'copied',
    iframePlaylist: null,
  };
}
