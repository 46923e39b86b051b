import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource, OWN_PLAYLIST_OPTIONS } from './input-options.ts';
import type { DownloadEntry, VersionManifest } from './manifest.ts';
import { runFfmpeg, type Tools } from './run.ts';

const FOLDER = 'downloads';

/**
 * Joins the segments of a whole version in `dir` to files people can keep: an MP4 a rendition with the default sound,
 * and an M4A of that sound. Nothing is encoded again.
 */
export async function makeDownloads(o: {
  tools: Tools;
  dir: string;
  manifest: Pick<VersionManifest, 'renditions' | 'audioTracks'>;
}): Promise<DownloadEntry[]> {
  const { renditions, audioTracks } = o.manifest;
  const sound = audioTracks.find((t) => t.isDefault) ?? audioTracks[0];
  await mkdir(join(o.dir, FOLDER), { recursive: true });
  const playlists = [...renditions.map((r) => r.playlist), ...(sound === undefined ? [] : [sound.playlist])];
  const soundMap = sound === undefined ? [] : ['-map', `${renditions.length}:a`];
  const planned: Array<Omit<DownloadEntry, 'sizeBytes'> & { maps: string[] }> = renditions.map((r, i) => ({
    kind: 'video',
    label: r.name,
    path: `${FOLDER}/${r.name}.mp4`,
    width: r.width,
    height: r.height,
    mimeType: 'video/mp4',
    maps: ['-map', `${i}:v`, ...soundMap],
  }));
  if (sound !== undefined) {
    const path = `${FOLDER}/audio.m4a`;
    planned.push({
      kind: 'audio',
      label: sound.label,
      path,
      width: null,
      height: null,
      mimeType: 'audio/mp4',
      maps: soundMap,
    });
  }
  await runFfmpeg({
    tools: o.tools,
    inputs: playlists.map((p) => ({ options: OWN_PLAYLIST_OPTIONS, source: fileSource(join(o.dir, p)) })),
    outputs: planned.map((d) => ({
      options: [...d.maps, '-c', 'copy', '-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4'],
      target: join(o.dir, d.path),
    })),
    cwd: o.dir,
    purpose: 'making the downloads',
  });
  return Promise.all(
    planned.map(async ({ maps: _, ...entry }) => ({
      ...entry,
      sizeBytes: (await stat(join(o.dir, entry.path))).size,
    })),
  );
}
