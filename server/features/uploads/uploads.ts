import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#server/db/open.ts';
import type { ChangeLog } from '#server/features/accounts/change-log.ts';
import type { Events } from '#server/kernel/events.ts';
import { ArrivingFiles } from './arriving-files.ts';
import { createBodies } from './bodies.ts';
import { createFollowingHash } from './following-hash.ts';
import { createRoom } from './room.ts';
import { createSettling, type TakeFile } from './settling.ts';
import { createUploadStore } from './store.ts';
import { createTus, type Tus } from './tus.ts';
import { createUploadOrder } from './upload-order.ts';
import { createUploadRecords } from './upload-records.ts';

/** Folder of the library where files lie while they arrive: on the disk of the originals, so that they are moved. */
export const uploadsFolder = 'uploads';

/** What tests turn to see at once what takes days, or a full disk. */
export interface UploadTuning {
  largestBytes?: number;
  keptMs?: number;
  retryMs?: number;
  diskFreeBytes?: () => Promise<number>;
  now?: () => number;
}

export interface UploadsDeps {
  db: Db;
  dataDir: string;
  changes: Pick<ChangeLog, 'note'>;
  events: Events;
  take: TakeFile;
  tuning?: UploadTuning | undefined;
  /** Called at the boundary of every step after the last byte, with its name. */
  onStep?: ((step: string) => void) | undefined;
}

const day = 24 * 60 * 60_000;
const cleanEveryMs = 60 * 60_000;
const largestBytes = 500_000_000_000;

/** The capability "uploads", wired: what arrives, what becomes of it, and order among both. */
export function createUploads(deps: UploadsDeps) {
  const { db, changes, events, take, tuning = {}, onStep = () => {} } = deps;
  const { now = Date.now, keptMs = 7 * day } = tuning;
  const folder = join(deps.dataDir, uploadsFolder);
  mkdirSync(folder, { recursive: true });
  const store = createUploadStore(db);
  const records = createUploadRecords(store, now);
  const hash = createFollowingHash();
  const room = createRoom({
    folder,
    promisedBytes: () => records.promisedBytes(),
    diskFreeBytes: tuning.diskFreeBytes,
  });
  const settling = createSettling({
    ...{ folder, store, hash, changes, events, take, now, onStep },
    retryMs: tuning.retryMs ?? 30_000,
  });
  const order = createUploadOrder({ folder, store, records, hash, settling, events, keptMs, now });
  const bodies = createBodies();
  const limits = { largestBytes: tuning.largestBytes ?? largestBytes, keptMs };
  /** Made when the first upload comes. */
  const setUp = () => {
    const datastore = new ArrivingFiles({
      ...{ folder, records, bodies, hash, room, ...limits },
      onWhole(id) {
        onStep('upload whole');
        settling.begin(id);
      },
    });
    return createTus({ datastore, bodies, largestBytes: limits.largestBytes, onFailed });
  };
  let tus: Tus | undefined;
  let cleaning: NodeJS.Timeout | undefined;
  /** What is put in order at the moment. */
  let ordering: Promise<void> = Promise.resolve();
  const onFailed = (error: unknown) =>
    events.emit('library.disorder', { while: 'uploads', error: String(error) });
  const clean = () => {
    ordering = ordering.then(() => order.clean()).catch(onFailed);
  };

  return {
    ...limits,
    store,
    records,
    room,
    order,
    settling,
    get tus(): Tus {
      tus ??= setUp();
      return tus;
    },
    /** Goes on with what a process before this one left, and lets go of what nobody finishes. */
    start() {
      ordering = order.reconcile().catch(onFailed);
      clean();
      cleaning = setInterval(clean, cleanEveryMs);
    },
    async stop() {
      clearInterval(cleaning);
      await Promise.all([ordering, settling.stop()]);
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;
