import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepCaptions } from '../captions.ts';
import { makeDownloads } from '../downloads.ts';
import { linkOrCopy, publishDir } from '../durable.ts';
import { INIT_SEGMENT, PLAYLIST } from '../encode-args.ts';
import { makeFirstPoster } from '../first/poster-first.ts';
import type { LoudnessReport, VersionManifest } from '../manifest.ts';
import { writeMasterPlaylist } from '../master-playlist.ts';
import { writeVodPlaylist } from '../media-playlist.ts';
import type { Plan } from '../plan.ts';
import { describeTracks, type MadeTracks } from '../playable.ts';
import type { Tools } from '../run.ts';
import type { MadeTrack } from '../tracks.ts';
import { verifySegments } from '../verify-segments.ts';
import { makeIframePlaylist } from './iframe-playlist.ts';
import type { Reuse } from './reuse.ts';
import { finishScenes } from './scenes.ts';
import { finishStoryboard } from './storyboard.ts';
import { together } from './together.ts';

export interface PackageOptions {
  tools: Tools;
  input: string;
  /** The folder that everything was made in. */
  dir: string;
  wholeDir: string;
  plan: Plan;
  tracks: MadeTracks;
  kept: Reuse['kept'];
  loudness: ReadonlyMap<string, LoudnessReport>;
  onProgress: (share: number) => void;
  onStep: (name: string) => void;
}

/**
 * Makes a version of what was encoded, and renames it into place: VOD playlists, a master playlist with measured bit
 * rates, I-frame playlists, storyboard, scenes, poster, captions and downloads. Nothing is encoded again.
 */
export async function packageVersion(o: PackageOptions): Promise<VersionManifest> {
  const { dir, plan, tracks } = o;
  const kept = o.kept === null ? [] : [o.kept];
  for (const { made } of [...tracks.video, ...tracks.audio]) await finishTrack(dir, made);
  for (const { made, from } of kept) await takeTrack({ dir, made, from });
  const manifest = describeTracks(plan, tracks, true, kept);
  for (const track of manifest.audioTracks) track.loudness = o.loudness.get(track.id) ?? null;
  manifest.captions = await keepCaptions(dir, plan.captions);
  manifest.chapters = keepChapters(plan, manifest.durationMs);
  o.onProgress(0.1);
  await writePlaylists(dir, manifest, [...kept, ...tracks.video]);
  await addStoryboard(o, manifest);
  o.onStep('playlists');
  o.onProgress(0.2);
  const [poster, downloads] = await together<[VersionManifest['poster'], VersionManifest['downloads']]>(
    o.tools.signal,
    [
      (signal) =>
        makeFirstPoster({ ...o, tools: { ...o.tools, signal }, picture: pictureOf(manifest, kept, tracks) }),
      (signal) => makeDownloads({ tools: { ...o.tools, signal }, dir, manifest }),
    ],
  );
  manifest.poster = poster;
  manifest.downloads = downloads;
  o.onStep('by-products');
  o.onProgress(0.7);
  await publishDir(dir, o.wholeDir);
  o.onStep('published');
  return manifest;
}

async function finishTrack(dir: string, made: MadeTrack): Promise<void> {
  await verifySegments(dir, made);
  await writeFile(join(dir, made.folder, PLAYLIST), writeVodPlaylist(made.segments, INIT_SEGMENT));
}

/** The same segments by a second name. */
async function takeTrack(o: { dir: string; from: string; made: MadeTrack }): Promise<void> {
  const { folder, segments } = o.made;
  await mkdir(join(o.dir, folder), { recursive: true });
  for (const name of [INIT_SEGMENT, ...segments.map((s) => s.uri)]) {
    await linkOrCopy(join(o.from, folder, name), join(o.dir, folder, name));
  }
  await writeFile(join(o.dir, folder, PLAYLIST), writeVodPlaylist(segments, INIT_SEGMENT));
}

async function writePlaylists(
  dir: string,
  manifest: VersionManifest,
  pictures: ReadonlyArray<{ made: MadeTrack }>,
): Promise<void> {
  const peaks = new Map<string, number>();
  for (const rendition of manifest.renditions) {
    const picture = pictures.find(({ made }) => `${made.folder}/${PLAYLIST}` === rendition.playlist);
    if (picture === undefined) continue;
    const { path, peakBitrateBps } = await makeIframePlaylist(dir, picture.made);
    rendition.iframePlaylist = path;
    peaks.set(path, peakBitrateBps);
  }
  await writeFile(join(dir, manifest.masterPlaylist), writeMasterPlaylist(manifest, peaks));
}

async function addStoryboard({ dir, plan, tools }: PackageOptions, manifest: VersionManifest): Promise<void> {
  if (plan.storyboard === null) return;
  manifest.scenes = await finishScenes(dir);
  const { durationMs } = manifest;
  manifest.storyboard = await finishStoryboard({ dir, plan: plan.storyboard, durationMs, tools });
}

/** The largest picture, for the poster. */
function pictureOf(
  manifest: VersionManifest,
  kept: ReadonlyArray<{ made: MadeTrack }>,
  tracks: MadeTracks,
): { made: MadeTrack; width: number; height: number } | null {
  const [top] = manifest.renditions;
  const made = [...kept, ...tracks.video].find((t) => `${t.made.folder}/${PLAYLIST}` === top?.playlist)?.made;
  return top === undefined || made === undefined ? null : { made, width: top.width, height: top.height };
}

/** Chapters within the recording, in order. */
function keepChapters(plan: Plan, durationMs: number): VersionManifest['chapters'] {
  return plan.chapters
    .map((c) => ({ ...c, endMs: Math.min(c.endMs, durationMs) }))
    .filter((c) => c.startMs < c.endMs)
    .toSorted((a, b) => a.startMs - b.startMs);
}
