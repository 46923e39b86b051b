import { readFile, rm } from 'node:fs/promises';
import { basename, posix } from 'node:path';
import type { Db } from '#server/db/open.ts';
import type { Events } from '#server/kernel/events.ts';
import { captionFor, readCaptionName } from './captions/caption-files.ts';
import { readCaptions } from './captions/read-captions.ts';
import { createShowCaptions } from './captions/show-captions.ts';
import type { CaptionStore } from './captions/store.ts';
import type { EditStore } from './edits/store.ts';
import { insertFileCaptions } from './intake/intake.ts';
import type { RecordingStore } from './store.ts';
import type { TalkDirectory } from './talk-directory.ts';
import type { VersionStore } from './versions/store.ts';
import type { VersionFolders } from './versions/version-folders.ts';

export interface LateCaptionDeps {
  db: Db;
  store: RecordingStore;
  captions: CaptionStore;
  edits: EditStore;
  versions: VersionStore;
  folders: VersionFolders;
  talks: TalkDirectory;
  events: Events;
  now?: () => number;
}

/**
 * Takes a caption file whose video is in the library already: the one original that arrived in the same folder under
 * the same stem. Gives false when there is none, or more than one.
 */
export function createLateCaptions(deps: LateCaptionDeps) {
  const { db, store, captions, talks, now = Date.now } = deps;

  const { show } = createShowCaptions(deps);

  return async ({ file, path }: { file: string; path: string }): Promise<boolean> => {
    const folder = posix.dirname(path);
    const rows = (readCaptionName(path)?.stems ?? [])
      .flatMap(({ stem }) => store.originalsOfStem(posix.join(folder, stem)))
      .filter((row) => posix.dirname(row.arrived_as) === folder && captionFor(path, row.arrived_as) !== null);
    const found = [...new Map(rows.map((row) => [row.id, row])).values()];
    const [original] = found;
    if (original === undefined || found.length > 1) return false;
    const cues = readCaptions(await readFile(file), basename(path));
    const language = captionFor(path, original.arrived_as)?.language ?? null;
    db.transaction(() =>
      insertFileCaptions(captions, original.id, { language, cues, nowMs: now() }),
    ).immediate();
    for (const recording of store.ofOriginal(original.id)) {
      await show(recording.id, original.id);
      if (recording.talk_id !== null) talks.touch([recording.talk_id]);
    }
    await rm(file, { force: true });
    deps.events.emit('captions.added', { path, language });
    return true;
  };
}
