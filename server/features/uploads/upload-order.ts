import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Events } from '#server/kernel/events.ts';
import type { FollowingHash } from './following-hash.ts';
import type { Settling } from './settling.ts';
import type { UploadStore } from './store.ts';
import type { UploadRecords } from './upload-records.ts';

/** What came to an end is shown in its sender's list for so long. */
const rememberMs = 30 * 24 * 60 * 60_000;

export interface UploadOrderDeps {
  folder: string;
  store: UploadStore;
  records: UploadRecords;
  hash: Pick<FollowingHash, 'forget'>;
  settling: Pick<Settling, 'begin'>;
  events: Events;
  keptMs: number;
  now: () => number;
}

/** Rows and files of uploads agree: after a crash, and when senders do not come back. */
export function createUploadOrder(deps: UploadOrderDeps) {
  const { folder, store, records, settling, events, keptMs, now } = deps;

  const sizeOnDisk = async (id: string): Promise<number | null> => {
    const info = await stat(join(folder, id)).catch(() => null);
    return info?.size ?? null;
  };
  const expire = async (id: string) => {
    const reason = `Nothing arrived for ${Math.round(keptMs / 86_400_000)} days: upload the file again.`;
    store.end({ id, state: 'expired', reason, recording_id: null, now: now() });
    deps.hash.forget(id);
    await rm(join(folder, id), { force: true });
    events.emit('upload.expired', { id });
  };

  /** Only where somebody took the file away, or a backup brought the row back without it. */
  const lose = (id: string) => {
    const reason = 'The file was lost before the library had it: upload it again.';
    store.end({ id, state: 'refused', reason, recording_id: null, now: now() });
  };

  return {
    /** What a process before this one left: whole files are looked at, of others the length counts, the rest goes. */
    async reconcile(): Promise<void> {
      for (const { id, size_bytes } of store.inState('arriving')) {
        if (records.isLive(id)) continue;
        const size = await sizeOnDisk(id);
        if (size === null) store.remove(id);
        else if (size !== size_bytes) store.correctReceived(id, size);
        else {
          records.noteWhole(id);
          settling.begin(id);
        }
      }
      for (const row of store.inState('checking')) {
        if ((await sizeOnDisk(row.id)) !== null) settling.begin(row.id);
        else lose(row.id);
      }
      const used = new Set(store.idsOnDisk());
      for (const name of await readdir(folder))
        if (!used.has(name)) await rm(join(folder, name), { force: true });
    },
    /** Whether an upload has waited too long; then it is gone. */
    async expireIfIdle(id: string): Promise<boolean> {
      const row = store.byId(id);
      if (row?.state !== 'arriving' || records.isLive(id) || now() - row.touched_ms <= keptMs) return false;
      await expire(id);
      return true;
    },
    /** Lets go of what waited too long, and of rows that nobody needs any more. */
    async clean(): Promise<void> {
      for (const { id } of store.inState('arriving')) await this.expireIfIdle(id);
      store.forgetEnded(now() - rememberMs);
    },
  };
}
