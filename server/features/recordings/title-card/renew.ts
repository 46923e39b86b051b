import type { Db } from '#server/db/open.ts';
import type { Events } from '#server/kernel/events.ts';
import { readManifest } from '#server/transcode/manifest.ts';
import type { RecordingStore } from '../store.ts';
import type { TalkDirectory } from '../talk-directory.ts';
import type { VersionRow, VersionStore } from '../versions/store.ts';
import type { VersionFolders } from '../versions/version-folders.ts';
import type { TitleCard } from './draw-title-card.ts';
import { makeTitleCard, titleCardName, wantsTitleCard } from './make-title-card.ts';
import type { TitleCardStore } from './store.ts';

export interface RenewalDeps {
  db: Db;
  store: RecordingStore;
  versions: VersionStore;
  folders: VersionFolders;
  titleCards: TitleCardStore;
  talks: TalkDirectory;
  events: Events;
  ffmpegPath: string;
}

/** Lets title cards follow their talks: drawn anew where the recording was given to another, or the words changed. */
export function createTitleCardRenewal(deps: RenewalDeps) {
  const { db, store, versions, folders, titleCards, talks, events, ffmpegPath } = deps;

  const isStale = (row: VersionRow, card: TitleCard) => {
    if (row.state === 'retired' || row.is_complete === 0) return false;
    const manifest = readManifest(row.manifest);
    return wantsTitleCard(manifest) && manifest.poster?.path !== titleCardName(card);
  };

  /** One that cannot be drawn is told of and leaves the former one. */
  const renew = async (recordingId: string): Promise<void> => {
    const talkId = store.byId(recordingId)?.talk_id ?? null;
    const card = talkId === null ? null : titleCards.cardOf(talkId);
    if (talkId === null || card === null) return;
    for (const { id } of versions.of(recordingId).filter((row) => isStale(row, card))) {
      try {
        const poster = await makeTitleCard({ dir: folders.of(recordingId, id), card, tools: { ffmpegPath } });
        db.transaction(() => {
          const row = versions.of(recordingId).find((one) => one.id === id);
          if (row === undefined) return;
          versions.setManifest(id, JSON.stringify({ ...readManifest(row.manifest), poster }));
          talks.touch([talkId]);
        }).immediate();
      } catch (error) {
        events.emit('title-card.failed', { recordingId, error: String(error) });
      }
    }
  };

  return {
    renew,
    /** Renews the cards of all recordings that have one. */
    renewAll: async (): Promise<void> => {
      for (const recordingId of titleCards.withoutPicture()) await renew(recordingId);
    },
  };
}
