import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RenditionEntry, VersionManifest } from './manifest.ts';
import { writeMasterPlaylist } from './master-playlist.ts';
import type { Plan } from './plan.ts';
import {
  type MadeTrack,
  readTrack,
  toAudioTrack,
  toKeptRendition,
  toRendition,
  trackSeconds,
} from './tracks.ts';

const LOOK_EVERY_MS = 200;

/** The tracks of a run as far as they are made, in the order of the plan. */
export interface MadeTracks {
  video: Array<{ index: number; made: MadeTrack }>;
  audio: Array<{ track: Plan['audio'][number]; made: MadeTrack }>;
  /** True where every planned track has its first segment. */
  isComplete: boolean;
}

/**
 * Reads all that ffmpeg has made in `dir` so far.
 * @param o.rungs indexes of the rungs that are made there
 */
export async function readMadeTracks(o: {
  dir: string;
  plan: Plan;
  rungs: readonly number[];
}): Promise<MadeTracks> {
  const { dir, plan } = o;
  const video = await Promise.all(
    o.rungs.map(async (index) => {
      const rung = plan.video?.rungs[index];
      return { index, made: rung === undefined ? null : await readTrack(dir, rung.name) };
    }),
  );
  const audio = await Promise.all(plan.audio.map((track) => readTrack(dir, track.id)));
  return {
    video: video.flatMap(({ index, made }) => (made === null ? [] : [{ index, made }])),
    audio: plan.audio.flatMap((track, i) => {
      const made = audio[i] ?? null;
      return made === null ? [] : [{ track, made }];
    }),
    isComplete: [...video.map((v) => v.made), ...audio].every((made) => made !== null),
  };
}

/**
 * Waits until every track in `dir` has its first whole segment.
 * @param o.ended aborted when the encoder ended; what is there then is what there will be
 * @returns null where the encoder ended before anything could be played
 */
export async function waitForPlayable(o: {
  dir: string;
  plan: Plan;
  rungs: readonly number[];
  ended: AbortSignal;
}): Promise<MadeTracks | null> {
  for (;;) {
    const isLast = o.ended.aborted;
    const tracks = await readMadeTracks(o);
    if (tracks.isComplete) return tracks;
    if (isLast) return tracks.video.length + tracks.audio.length > 0 ? tracks : null;
    await sleep(LOOK_EVERY_MS, undefined, { signal: o.ended }).catch(() => undefined);
  }
}

/** Writes the growing version's master playlist, its bit rates estimated, and gives its manifest. */
export async function describeGrowing(o: {
  dir: string;
  plan: Plan;
  tracks: MadeTracks;
  poster: VersionManifest['poster'];
}): Promise<VersionManifest> {
  const manifest = { ...describeTracks(o.plan, o.tracks, false), poster: o.poster };
  manifest.durationMs = o.plan.expectedDurationMs ?? manifest.durationMs;
  await writeFile(join(o.dir, manifest.masterPlaylist), writeMasterPlaylist(manifest));
  return manifest;
}

/**
 * A manifest of tracks alone: no poster, captions or downloads yet.
 * @param kept a rendition that is none of the plan's own
 */
export function describeTracks(
  plan: Plan,
  tracks: MadeTracks,
  isWhole: boolean,
  kept: ReadonlyArray<{ entry: RenditionEntry; made: MadeTrack }> = [],
): VersionManifest {
  const encoded = tracks.video.map(({ index, made }) => toRendition({ plan, index, made, isWhole }));
  const renditions = [...kept.map(({ entry, made }) => toKeptRendition(entry, made)), ...encoded].toSorted(
    (a, b) => b.width * b.height - a.width * a.height,
  );
  const [top] = renditions;
  const seconds = Math.max(
    0,
    ...[...kept, ...tracks.video, ...tracks.audio].map(({ made }) => trackSeconds(made)),
  );
  return {
    stage: isWhole ? 'lasting' : 'first',
    masterPlaylist: 'master.m3u8',
    durationMs: Math.round(seconds * 1000),
    video: top === undefined ? null : { width: top.width, height: top.height, frameRate: top.frameRate },
    renditions,
    audioTracks: withOneDefault(
      tracks.audio.map(({ track, made }) => toAudioTrack({ track, made, isWhole })),
    ),
    captions: [],
    poster: null,
    downloads: [],
    chapters: plan.chapters,
    storyboard: null,
    scenes: null,
  };
}

/** The planned default track may turn out to hold no sound; then the first that does takes its place. */
function withOneDefault(tracks: VersionManifest['audioTracks']): VersionManifest['audioTracks'] {
  if (tracks.some((t) => t.isDefault)) return tracks;
  return tracks.map((t, i) => ({ ...t, isDefault: i === 0 }));
}
