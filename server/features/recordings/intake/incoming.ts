import { mkdirSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import type { BlobStore } from '#server/blobs/blob-store.ts';
import { hashFile } from '#server/blobs/copy-hashed.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { Events } from '#server/kernel/events.ts';
import { captionFor, readCaptionName } from '../captions/caption-files.ts';
import type { OriginalRow } from '../store.ts';
import { type FoundFile, findFiles } from './find-files.ts';
import type { Intake } from './intake.ts';
import type { Rejected } from './rejected.ts';

export interface IncomingOptions {
  /** Absolute path of the folder that is watched. */
  folder: string;
  intake: Pick<Intake, 'take'>;
  rejected: Pick<Rejected, 'put'>;
  blobs: BlobStore;
  events: Events;
  /** A caption file that came after its video; true when it found one. */
  addLateCaption: (o: { file: string; path: string }) => Promise<boolean>;
  /** How long size and time must stand still. */
  settleMs?: number;
  scanEveryMs?: number;
  now?: () => number;
}

export interface IncomingFolder {
  start(): void;
  stop(): Promise<void>;
  /** Looks once and takes what stands still; gives how many files left the folder. */
  scan(): Promise<number>;
  /** Relative paths of the caption files whose video is neither beside them nor in the library. */
  waitingCaptions(): Promise<string[]>;
}

/** A file that could not be taken for the moment is left alone this long. */
const retryAfterMs = 30_000;

/** Watches a folder: files that stand still are taken and moved, the rest is moved to `rejected/` with a note. */
export function createIncoming(o: IncomingOptions): IncomingFolder {
  const { folder, intake, rejected, blobs, events, settleMs = 5000, scanEveryMs = 1000, now = Date.now } = o;
  mkdirSync(folder, { recursive: true });
  const seen = new Map<
    string,
    {
      sizeBytes: number;
      modifiedMs: number;
      sinceMs: number;
      notBeforeMs: number;
      /** That it waits for its video was told. */
      isAnnounced: boolean;
    }
  >();
  /** Folders that could not be read when last looked at: each is told of once. */
  let skipped: ReadonlySet<string> = new Set();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<number> = Promise.resolve(0);

  const observe = (files: readonly FoundFile[]) => {
    const present = new Set(files.map((file) => file.path));
    for (const path of seen.keys()) if (!present.has(path)) seen.delete(path);
    for (const { path, sizeBytes, modifiedMs } of files) {
      const before = seen.get(path);
      if (before?.sizeBytes === sizeBytes && before.modifiedMs === modifiedMs) continue;
      seen.set(path, { sizeBytes, modifiedMs, sinceMs: now(), notBeforeMs: 0, isAnnounced: false });
    }
  };
  const isStill = ({ path }: FoundFile) => {
    const at = seen.get(path);
    return at !== undefined && now() - at.sinceMs >= settleMs;
  };
  const isDue = (file: FoundFile) => isStill(file) && now() >= (seen.get(file.path)?.notBeforeMs ?? 0);
  const leaveFor = (path: string, ms: number) => {
    const at = seen.get(path);
    if (at !== undefined) at.notBeforeMs = now() + ms;
  };

  const takeVideo = async (video: FoundFile, captions: readonly FoundFile[]): Promise<number> => {
    const reject = (file: FoundFile, reason: string) =>
      rejected.put({ file: file.file, path: file.path, reason });
    // Before it is taken: that may give it a second name for a moment, which counts as a change.
    const { ctimeMs: changedMs } = await stat(video.file);
    const outcome = await intake.take({
      file: video.file,
      path: video.path,
      captions: captions.map((caption) => caption.file),
      isMoved: true,
      signal: stopping.signal,
    });
    if (outcome.kind === 'taken') {
      for (const { file, reason } of outcome.refusedCaptions) {
        const caption = captions.find((one) => one.file === file);
        if (caption !== undefined) await reject(caption, reason);
      }
    } else if (
      outcome.kind === 'duplicate' &&
      (await isSameArrival({ ...video, changedMs }, blobs, outcome.original))
    ) {
      // The library took it, but the program ended before its sources were removed.
      for (const { file } of [...captions, video]) await rm(file, { force: true });
    } else {
      for (const file of [video, ...captions]) await reject(file, outcome.reason);
    }
    return 1 + captions.length;
  };

  const takeOne = async (file: FoundFile, files: readonly FoundFile[]): Promise<number> => {
    if (readCaptionName(file.path) !== null) return takeCaption(file, files);
    const captions = files.filter(
      (other) => isBeside(other, file) && captionFor(other.path, file.path) !== null,
    );
    // A caption file still being copied belongs to it too.
    return captions.every(isStill) ? takeVideo(file, captions) : 0;
  };
  const takeCaption = async (caption: FoundFile, files: readonly FoundFile[]): Promise<number> => {
    if (hasVideo(caption, files)) return 0;
    try {
      if (await o.addLateCaption({ file: caption.file, path: caption.path })) return 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await rejected.put({ file: caption.file, path: caption.path, reason: error.message });
      return 1;
    }
    leaveFor(caption.path, retryAfterMs);
    const at = seen.get(caption.path);
    if (at !== undefined && !at.isAnnounced) {
      at.isAnnounced = true;
      events.emit('captions.waiting', { path: caption.path });
    }
    return 0;
  };

  const look = async () => {
    const unread = new Set<string>();
    const files = await findFiles(folder, {
      onSkipped: ({ path, reason }) => {
        unread.add(path);
        if (!skipped.has(path)) events.emit('incoming.skipped', { path, reason });
      },
    });
    skipped = unread;
    observe(files);
    return files;
  };
  const scanNow = async (): Promise<number> => {
    const files = await look();
    let left = 0;
    for (const file of files.filter(isDue)) {
      if (stopping.signal.aborted) break;
      try {
        left += await takeOne(file, files);
      } catch (error) {
        if (stopping.signal.aborted || isGone(error)) continue;
        leaveFor(file.path, retryAfterMs);
        events.emit('incoming.postponed', { path: file.path, reason: String(error) });
      }
    }
    return left;
  };
  const scan = () => {
    underWay = underWay.then(scanNow, scanNow);
    return underWay;
  };
  const loop = async () => {
    await scan().catch((error: unknown) => events.emit('incoming.unreadable', { reason: String(error) }));
    if (!stopping.signal.aborted) timer = setTimeout(loop, scanEveryMs);
  };

  return {
    start: () => void loop(),
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await underWay.catch(() => 0);
    },
    scan,
    waitingCaptions: async () => {
      const files = await findFiles(folder);
      return files
        .filter((file) => readCaptionName(file.path) !== null && !hasVideo(file, files))
        .map((file) => file.path);
    },
  };
}

function hasVideo(caption: FoundFile, files: readonly FoundFile[]): boolean {
  return files.some((other) => isBeside(other, caption) && captionFor(caption.path, other.path) !== null);
}

function isBeside(a: FoundFile, b: FoundFile): boolean {
  return a.path !== b.path && posix.dirname(a.path) === posix.dirname(b.path);
}

/** Another process, or a person, took it away meanwhile. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * Whether a file is what an original was made of: another name of it, or one that lay under this very path before the
 * library took it (ctime: nobody can set it back). Its bytes are read once more where they are kept: only then may it go.
 */
async function isSameArrival(
  { file, path, changedMs }: FoundFile & { changedMs: number },
  blobs: BlobStore,
  original: Pick<OriginalRow, 'sha256' | 'path' | 'arrived_as' | 'arrived_ms'>,
): Promise<boolean> {
  const kept = blobs.localPath(original.path.replace(/^originals\//, ''));
  const [a, b] = await Promise.all([stat(file), stat(kept)]);
  if (a.ino === b.ino && a.dev === b.dev) return true;
  if (original.arrived_as !== path || changedMs >= original.arrived_ms) return false;
  return (await hashFile(kept)).sha256 === original.sha256;
}
