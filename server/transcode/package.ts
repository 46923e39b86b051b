import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { takeCaptions } from './captions.ts';
import { makeDownloads } from './downloads.ts';
import { buildingDir, linkOrCopy, publishDir } from './durable.ts';
import { INIT_SEGMENT, PLAYLIST } from './encode-args.ts';
import type { VersionManifest } from './manifest.ts';
import { writeMasterPlaylist } from './master-playlist.ts';
import { writeVodPlaylist } from './media-playlist.ts';
import type { Plan } from './plan.ts';
import { describeTracks, type MadeTracks } from './playable.ts';
import { posterFromCover, posterFromTrack } from './poster.ts';
import type { Tools } from './run.ts';
import type { MadeTrack } from './tracks.ts';
import { verifySegments } from './verify-segments.ts';

export interface PackageOptions {
  tools: Tools;
  input: string;
  growingDir: string;
  wholeDir: string;
  plan: Plan;
  tracks: MadeTracks;
  onStep: (name: string) => void;
}

/**
 * Builds the whole version beside its final place and renames it there: the same segments by a second name, VOD
 * playlists, a master playlist with measured bit rates, poster, captions and downloads.
 */
export async function packageVersion(o: PackageOptions): Promise<VersionManifest> {
  const dir = buildingDir(o.wholeDir);
  await mkdir(dir, { recursive: true });
  for (const { made } of [...o.tracks.video, ...o.tracks.audio]) await takeTrack(o.growingDir, dir, made);
  o.onStep('linked');
  const manifest = describeTracks(o.plan, o.tracks, true);
  manifest.captions = await takeCaptions({ planned: o.plan.captions, from: o.growingDir, to: dir });
  await writeFile(join(dir, manifest.masterPlaylist), writeMasterPlaylist(manifest));
  o.onStep('playlists');
  manifest.poster = await makePoster({ ...o, dir, from: dir });
  o.onStep('poster');
  manifest.downloads = await makeDownloads({ ...o, dir, manifest });
  o.onStep('downloads');
  await publishDir(dir, o.wholeDir);
  o.onStep('published');
  return manifest;
}

/** The cover picture of the source, else a still of the largest rendition; null where there is neither. */
export async function makePoster(
  o: Pick<PackageOptions, 'tools' | 'input' | 'plan' | 'tracks'> & {
    from: string;
    dir: string;
  },
): Promise<VersionManifest['poster']> {
  const { cover, video } = o.plan;
  const [top] = o.tracks.video;
  if (cover !== null && cover.width > 0) {
    try {
      return await posterFromCover({ ...o, cover });
    } catch (error) {
      // A damaged cover is no reason to go without a picture; being cancelled is.
      if (o.tools.signal?.aborted) throw error;
    }
  }
  const size = top === undefined ? undefined : video?.rungs[top.index];
  if (top === undefined || size === undefined) return null;
  return posterFromTrack({ ...o, made: top.made, width: size.width, height: size.height });
}

async function takeTrack(from: string, to: string, made: MadeTrack): Promise<void> {
  await verifySegments(from, made);
  await mkdir(join(to, made.folder));
  for (const name of [INIT_SEGMENT, ...made.segments.map((s) => s.uri)]) {
    await linkOrCopy(join(from, made.folder, name), join(to, made.folder, name));
  }
  await writeFile(join(to, made.folder, PLAYLIST), writeVodPlaylist(made.segments, INIT_SEGMENT));
}
