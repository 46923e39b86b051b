import type { Db } from '#server/db/open.ts';
import type { Events } from '#server/kernel/events.ts';
import { readManifest, type VersionManifest } from '#server/transcode/manifest.ts';
import { makePosterForms, type PosterForm } from '#server/transcode/poster-forms.ts';
import type { RecordingStore } from '../store.ts';
import type { TalkDirectory } from '../talk-directory.ts';
import type { VersionStore } from '../versions/store.ts';
import type { VersionFolders } from '../versions/version-folders.ts';
import type { PosterRow, PosterStore } from './store.ts';

interface MadeForms {
  versionId: string;
  recordingId: string;
  /** Of the poster that they were made of. */
  path: string;
  forms: PosterForm[];
}

export interface PosterDeps {
  db: Db;
  store: RecordingStore;
  versions: VersionStore;
  folders: VersionFolders;
  posters: PosterStore;
  talks: TalkDirectory;
  events: Events;
}

/** Pages change at most so often while posters are made: one transaction for so many. */
const atOnce = 50;

/** Makes the forms of posters for recordings from before there were any, one after the other. */
export function createPosterCatchUp({ db, store, versions, folders, posters, talks, events }: PosterDeps) {
  let isStopped = false;

  const make = async (row: PosterRow): Promise<MadeForms | null> => {
    const { version_id: versionId, recording_id: recordingId, manifest } = row;
    const { poster } = readManifest(manifest);
    if (poster === null) return null;
    try {
      const forms = await makePosterForms(folders.of(recordingId, versionId), poster);
      return { versionId, recordingId, path: poster.path, forms };
    } catch (error) {
      events.emit('library.disorder', {
        while: `making forms of posters of ${recordingId}`,
        error: String(error),
      });
      return null;
    }
  };

  const note = (made: readonly MadeForms[]) =>
    db
      .transaction(() => {
        for (const { versionId, recordingId, path, forms } of made) {
          const row = versions.of(recordingId).find((one) => one.id === versionId);
          const now: VersionManifest | null = row ? readManifest(row.manifest) : null;
          // Another poster meanwhile: the next start looks at it.
          if (now?.poster?.path !== path) continue;
          versions.setManifest(versionId, JSON.stringify({ ...now, poster: { ...now.poster, forms } }));
          const talkId = store.byId(recordingId)?.talk_id ?? null;
          if (talkId !== null) talks.touch([talkId]);
        }
      })
      .immediate();

  return {
    async catchUp(): Promise<void> {
      for (let after = ''; !isStopped; ) {
        const rows = posters.without(after, atOnce);
        if (rows.length === 0) return;
        const made: MadeForms[] = [];
        for (const row of rows) {
          if (isStopped) break;
          const one = await make(row);
          if (one !== null) made.push(one);
        }
        if (made.length > 0) note(made);
        after = rows.at(-1)?.version_id ?? after;
      }
    },
    stop(): void {
      isStopped = true;
    },
  };
}
