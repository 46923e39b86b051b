import type { BlobStore } from '#server/blobs/blob-store.ts';
import type { Events } from '#server/kernel/events.ts';
import type { CaptionStore } from '../captions/store.ts';
import type { EditStore } from '../edits/store.ts';
import type { RecordingInLibrary, RecordingStore } from '../store.ts';
import type { TalkDirectory } from '../talk-directory.ts';
import type { TitleCardStore } from '../title-card/store.ts';
import type { VersionStore } from '../versions/store.ts';
import type { VersionFolders } from '../versions/version-folders.ts';

/** What both stages of the work on a recording need. */
export interface StageDeps {
  store: RecordingStore;
  versions: VersionStore;
  captions: CaptionStore;
  edits: EditStore;
  /** Lets a recording that can be watched in full take the place it waits for; part of a caller's transaction. */
  takeOver: (recordingId: string) => void;
  /** A recording was made whole; part of a caller's transaction. */
  whenWhole: (recordingId: string) => void;
  folders: VersionFolders;
  blobs: BlobStore;
  titleCards: TitleCardStore;
  talks: TalkDirectory;
  events: Events;
  ffmpeg: { ffmpegPath: string; ffprobePath: string };
  /** An ffmpeg that gets nowhere for so long is ended; the engine's own limit unless given. */
  stallMs?: number | undefined;
  /** Called at the boundary of every step, with its name. */
  onStep: (step: string) => void;
  now: () => number;
}

/** Lets the page of a recording's talk follow; part of a caller's transaction. */
export function touchTalkOf({ store, talks }: Pick<StageDeps, 'store' | 'talks'>, recordingId: string): void {
  const talkId = store.byId(recordingId)?.talk_id ?? null;
  if (talkId !== null) talks.touch([talkId]);
}

/** Where the bytes of a recording lie. */
export function inputOf({ blobs }: Pick<StageDeps, 'blobs'>, recording: RecordingInLibrary): string {
  return blobs.localPath(recording.original_path.replace(/^originals\//, ''));
}
