import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '#server/db/open.ts';
import { readManifest } from '#server/transcode/manifest.ts';
import type { EditStore } from '../edits/store.ts';
import { touchTalkOf } from '../stages/stage-deps.ts';
import type { RecordingStore } from '../store.ts';
import type { TalkDirectory } from '../talk-directory.ts';
import type { VersionRow, VersionStore } from '../versions/store.ts';
import {
  areOf,
  captionFilesIn,
  captionPath,
  storedTracksOf,
  writeCaptions,
} from '../versions/version-captions.ts';
import type { VersionFolders } from '../versions/version-folders.ts';
import type { CaptionStore } from './store.ts';

export interface ShowCaptionsDeps {
  db: Db;
  store: RecordingStore;
  captions: CaptionStore;
  edits: EditStore;
  versions: VersionStore;
  folders: VersionFolders;
  talks: TalkDirectory;
}

/** Keeps the files of captions, and what versions tell of them, as the tracks of their original are stored. */
export function createShowCaptions(deps: ShowCaptionsDeps) {
  const { db, store, captions, edits, versions, folders } = deps;

  const tracksOf = (version: VersionRow, originalId: string) =>
    storedTracksOf(captions, originalId, edits.listOf(version.recording_id, version.edit_number));
  const isWritten = async (version: VersionRow, originalId: string): Promise<boolean> => {
    const manifest = readManifest(version.manifest);
    if (!areOf(manifest.captions, tracksOf(version, originalId))) return false;
    const files = await captionFilesIn(folders.of(version.recording_id, version.id));
    return manifest.captions.every(({ path }) => files.includes(path));
  };

  /** Tells of what was written, unless it is not what is stored any more; its version may have gone meanwhile. */
  const tell = db.transaction(
    (version: VersionRow, originalId: string, written: Awaited<ReturnType<typeof writeCaptions>>) => {
      const row = versions.of(version.recording_id).find(({ id }) => id === version.id);
      if (row === undefined || !areOf(written, tracksOf(row, originalId))) return;
      versions.setManifest(row.id, JSON.stringify({ ...readManifest(row.manifest), captions: written }));
      touchTalkOf(deps, row.recording_id);
    },
  );

  /** Files of tracks that somebody deleted, or, where it is shown, that it does not name; whatever is stored at that moment. */
  const removeGone = async (version: VersionRow, originalId: string) => {
    const folder = folders.of(version.recording_id, version.id);
    const files = await captionFilesIn(folder);
    const wanted = new Set(captions.of(originalId).map(({ id }) => captionPath(id)));
    const deleted = new Set(captions.deletedOf(originalId).map((id) => captionPath(id)));
    const gone = files.filter((path) =>
      version.state === 'retired' ? deleted.has(path) : !wanted.has(path),
    );
    for (const path of gone) await rm(join(folder, path), { force: true });
  };

  /**
   * Puts an original's caption tracks, as they are stored, into the versions of a recording that are shown, each on
   * its own clock; files of tracks that are gone go from every version. Again, until nobody changed them meanwhile.
   */
  const show = async (recordingId: string, originalId: string): Promise<void> => {
    const shown = () => versions.of(recordingId).filter(({ state }) => state !== 'retired');
    const lost = new Set<string>();
    for (let isChanged = true; isChanged; ) {
      isChanged = false;
      for (const version of shown()) {
        if (lost.has(version.id) || (await isWritten(version, originalId))) continue;
        isChanged = true;
        const folder = folders.of(recordingId, version.id);
        // Taken back or replaced in this moment: it has another address, or no one needs it.
        const written = await writeCaptions(folder, tracksOf(version, originalId)).catch((error: unknown) => {
          if (folders.has(recordingId, version.id)) throw error;
          lost.add(version.id);
          return null;
        });
        if (written !== null) tell.immediate(version, originalId, written);
      }
    }
    for (const version of versions.of(recordingId)) await removeGone(version, originalId);
  };

  return {
    show,
    /** As `show`, of all recordings: what a process that ended between a change and its files left undone. */
    async showAll(): Promise<void> {
      for (const { id, original_id } of store.all()) await show(id, original_id);
    },
  };
}
