import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import type { VersionManifest } from '#server/transcode/manifest.ts';

/** The files a version needs to be played, relative to its folder, with the sizes that are known. */
export interface VersionFiles {
  needed: Map<string, { sizeBytes: number | null }>;
  /** Renditions whose playlist, segments and initialisation can be added up. */
  sums: Array<{ name: string; sizeBytes: number; files: string[] }>;
}

/**
 * Follows a version's manifest and playlists to every file they name (RFC 8216: URI lines and URI attributes).
 * A playlist that cannot be read is among `needed` and leads no further.
 * @param folder absolute
 */
export async function filesOfVersion(folder: string, manifest: VersionManifest): Promise<VersionFiles> {
  const needed: VersionFiles['needed'] = new Map();
  const need = (path: string, sizeBytes: number | null = null) => {
    if (!needed.has(path) || sizeBytes !== null) needed.set(path, { sizeBytes });
  };
  for (const { path } of manifest.captions) need(path);
  for (const { path, sizeBytes } of manifest.downloads) need(path, sizeBytes);
  if (manifest.poster !== null) {
    for (const { path } of [manifest.poster, ...(manifest.poster.forms ?? [])]) need(path);
  }
  if (manifest.scenes !== null) need(manifest.scenes.path);
  if (manifest.storyboard !== null) {
    need(manifest.storyboard.path);
    for (const path of await sheetsOf(folder, manifest.storyboard.path)) need(path);
  }

  const segmentsOf = new Map<string, string[]>();
  const follow = async (playlist: string) => {
    if (segmentsOf.has(playlist)) return;
    need(playlist);
    segmentsOf.set(playlist, []);
    const found = await readPlaylist(folder, playlist);
    segmentsOf.set(playlist, found);
    for (const path of found) {
      if (path.endsWith('.m3u8')) await follow(path);
      else need(path);
    }
  };
  await follow(manifest.masterPlaylist);
  for (const { playlist } of [...manifest.renditions, ...manifest.audioTracks]) await follow(playlist);
  const sums = manifest.renditions.map(({ name, sizeBytes, playlist }) => ({
    name,
    sizeBytes,
    files: segmentsOf.get(playlist) ?? [],
  }));
  return { needed, sums };
}

/** The pictures that a storyboard's cues name: `sheet-001.jpg#xywh=0,0,160,90` (Media Fragments URI). */
async function sheetsOf(folder: string, storyboard: string): Promise<string[]> {
  const text = await readFile(posix.join(folder, storyboard), 'utf8').catch(() => '');
  const names = text.split(/\r?\n/).flatMap((line) => /^(\S+)#xywh=/.exec(line)?.[1] ?? []);
  return [...new Set(names)].map((name) => posix.join(posix.dirname(storyboard), name));
}

async function readPlaylist(folder: string, playlist: string): Promise<string[]> {
  const text = await readFile(posix.join(folder, playlist), 'utf8').catch(() => '');
  const base = posix.dirname(playlist);
  const uris = text.split(/\r?\n/).flatMap((line) => {
    if (line.startsWith('#')) return /[:,]URI="([^"]+)"/.exec(line)?.[1] ?? [];
    return line.trim() === '' ? [] : [line.trim()];
  });
  return [...new Set(uris.map((uri) => posix.normalize(posix.join(base, decodeURIComponent(uri)))))];
}
