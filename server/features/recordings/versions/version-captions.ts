import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '#server/kernel/errors.ts';
import type { CaptionEntry, VersionManifest } from '#server/transcode/manifest.ts';
import { languageLabel } from '../captions/caption-files.ts';
import { type Cue, readCaptions } from '../captions/read-captions.ts';
import type { CaptionStore, CaptionTrackRow } from '../captions/store.ts';
import { writeWebVtt } from '../captions/write-webvtt.ts';
import { type EditList, mapSpans } from '../edits/map-time.ts';

/** Captions that the engine found inside an original, read and cleaned, not yet stored. */
export interface EmbeddedTrack {
  row: Omit<CaptionTrackRow, 'original_id' | 'created_ms' | 'is_machine_made'>;
  cues: Cue[];
}

/**
 * Takes the engine's own caption files out of a version's folder: they are read, and come back cleaned through
 * `writeCaptions`. Those that hold no captions are dropped.
 */
export async function takeEmbeddedCaptions(
  folder: string,
  manifest: Pick<VersionManifest, 'captions'>,
): Promise<EmbeddedTrack[]> {
  const found: EmbeddedTrack[] = [];
  for (const entry of manifest.captions) {
    const file = join(folder, entry.path);
    const cues = await readCleaned(file);
    await rm(file, { force: true });
    if (cues.length === 0) continue;
    const label = entry.label.trim().slice(0, 100) || languageLabel(entry.language);
    const row = {
      id: randomBytes(8).toString('hex'),
      language: entry.language,
      label,
      source: 'embedded' as const,
      is_default: 0,
    };
    found.push({ row, cues });
  }
  return found;
}

/** A track as a version is to show it. */
export interface ShownTrack {
  row: Pick<CaptionTrackRow, 'id' | 'language' | 'label'> & Partial<Pick<CaptionTrackRow, 'is_machine_made'>>;
  cues: readonly Cue[];
}

/** Where a track lies in a version's folder. */
export const captionPath = (id: string): string => `captions/${id}.vtt`;

/**
 * Writes caption tracks as WebVTT files into a version's folder, which must be there; gives the entries of its
 * manifest.
 */
export async function writeCaptions(folder: string, tracks: readonly ShownTrack[]): Promise<CaptionEntry[]> {
  if (tracks.length > 0) await makeFolderIn(folder, 'captions');
  const entries: CaptionEntry[] = [];
  for (const { row, cues } of tracks) {
    const path = captionPath(row.id);
    await writeDurably(join(folder, path), writeWebVtt(cues));
    const by = row.is_machine_made === 1 ? ({ isMachineMade: true } as const) : {};
    entries.push({ language: row.language, label: row.label, path, ...by });
  }
  return entries;
}

/** Removes caption files of a version's folder other than these. */
export async function removeOtherCaptions(folder: string, entries: readonly CaptionEntry[]): Promise<void> {
  for (const path of await captionFilesIn(folder)) {
    if (!entries.some((entry) => entry.path === path)) await rm(join(folder, path), { force: true });
  }
}

/** The caption files that lie in a version's folder, as its manifest would name them. */
export async function captionFilesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'captions')).catch(() => []);
  return names.map((name) => `captions/${name}`);
}

/** Whether these entries are those of these tracks; a track that changes gets another id. */
export function areOf(entries: readonly CaptionEntry[], tracks: readonly ShownTrack[]): boolean {
  const named = new Set(entries.map(({ path }) => path));
  return named.size === tracks.length && tracks.every(({ row }) => named.has(captionPath(row.id)));
}

/**
 * The stored tracks of an original as a part of it shows them: on its own clock, without what was cut away and without
 * tracks of which nothing is left.
 */
export function storedTracksOf(captions: CaptionStore, originalId: string, list: EditList) {
  return captions
    .of(originalId)
    .map((row) => ({ row, cues: mapSpans(list, captions.cues(row.id)) }))
    .filter(({ cues }) => cues.length > 0);
}

/** Not its parents too: a version that is gone must not come back as an empty folder. */
async function makeFolderIn(folder: string, name: string): Promise<void> {
  await mkdir(join(folder, name)).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
}

async function readCleaned(file: string): Promise<Cue[]> {
  try {
    return readCaptions(await readFile(file), basename(file));
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
