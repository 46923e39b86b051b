import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '#server/db/open.ts';
import { readManifest } from '#server/transcode/manifest.ts';
import { mapSpans } from '../edits/map-time.ts';
import type { EditStore } from '../edits/store.ts';
import type { VersionStore } from '../versions/store.ts';
import { writeCaptions } from '../versions/version-captions.ts';
import type { VersionFolders } from '../versions/version-folders.ts';
import type { CaptionStore } from './store.ts';

/**
 * Puts an original's caption tracks, as they are stored now, into the versions of a recording that are shown, each on its own
 * clock; files of tracks that are gone go from every version.
 */
export function createShowCaptions(deps: {
  db: Db;
  captions: CaptionStore;
  edits: EditStore;
  versions: VersionStore;
  folders: VersionFolders;
}) {
  const { db, captions, edits, versions, folders } = deps;
  return async (recordingId: string, originalId: string): Promise<void> => {
    const rows = captions.of(originalId);
    for (const version of versions.of(recordingId)) {
      const folder = folders.of(recordingId, version.id);
      const manifest = readManifest(version.manifest);
      const gone = manifest.captions.filter(
        ({ path }) => !rows.some(({ id }) => path === `captions/${id}.vtt`),
      );
      if (version.state !== 'retired') {
        const list = edits.listOf(recordingId, version.edit_number);
        const tracks = rows
          .map((row) => ({ row, cues: mapSpans(list, captions.cues(row.id)) }))
          .filter(({ cues }) => cues.length > 0);
        manifest.captions = await writeCaptions(folder, tracks);
        db.transaction(() => versions.setManifest(version.id, JSON.stringify(manifest))).immediate();
      }
      for (const { path } of gone) await rm(join(folder, path), { force: true });
    }
  };
}
