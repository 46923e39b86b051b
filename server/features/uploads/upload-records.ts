import { Upload } from '@tus/utils';
import type { NewUpload } from './new-upload.ts';
import type { UploadRow, UploadStore } from './store.ts';

/** Uploads as the tus package asks for them, and how far each has come. */
export interface UploadRecords {
  row(id: string): UploadRow | undefined;
  /** Announces what the package is about to make under this id; gives a function that forgets it. */
  announce(id: string, upload: NewUpload): () => void;
  /** Bytes that are promised room: announced and not arrived. */
  promisedBytes(): number;
  /** How much of an upload has arrived, requests under way included. */
  arrivedBytes(row: Pick<UploadRow, 'id' | 'received_bytes'>): number;
  /** Whether bytes of it are arriving now. */
  isLive(id: string): boolean;
  noteArrived(id: string, bytes: number): void;
  /** A request has ended with so many bytes there. */
  noteRest(id: string, bytes: number): void;
  noteWhole(id: string): void;
  get(id: string): Promise<Upload | undefined>;
  set(id: string, upload: Upload): Promise<void>;
  delete(id: string): Promise<void>;
}

/** Keeps uploads in their table; what changes with each chunk stays in memory, where the file itself tells after a crash. */
export function createUploadRecords(store: UploadStore, now: () => number): UploadRecords {
  const announced = new Map<string, NewUpload>();
  const live = new Map<string, number>();
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, one) => total + one, 0);

  return {
    row: (id) => store.byId(id),
    announce(id, upload) {
      announced.set(id, upload);
      return () => void announced.delete(id);
    },
    promisedBytes() {
      const arrivedSince = [...live].map(([id, bytes]) => {
        const row = store.byId(id);
        return row?.size_bytes == null ? 0 : bytes - row.received_bytes;
      });
      const waiting = [...announced.values()].map(({ sizeBytes }) => sizeBytes ?? 0);
      return store.announcedBytes() - sum(arrivedSince) + sum(waiting);
    },
    arrivedBytes: (row) => live.get(row.id) ?? row.received_bytes,
    isLive: (id) => live.has(id),
    noteArrived: (id, bytes) => void live.set(id, bytes),
    noteRest(id, bytes) {
      live.delete(id);
      store.setReceived({ id, received: bytes, now: now() });
    },
    noteWhole(id) {
      live.delete(id);
      store.setWhole(id, now());
    },
    async get(id) {
      const row = store.byId(id);
      return row === undefined ? undefined : toUpload(row);
    },
    async set(id, upload) {
      const fresh = announced.get(id);
      if (fresh !== undefined) {
        store.insert({ id, ...fresh.row, size_bytes: fresh.sizeBytes, now: now() });
        announced.delete(id);
      } else if (upload.size !== undefined) {
        store.setSize(id, upload.size);
      }
    },
    async delete(id) {
      live.delete(id);
      store.remove(id);
    },
  };
}

/** What the package counts an upload's days from is the last sign of life, not its making. */
function toUpload(row: UploadRow): Upload {
  return new Upload({
    id: row.id,
    ...(row.size_bytes !== null && { size: row.size_bytes }),
    offset: row.received_bytes,
    metadata: JSON.parse(row.metadata),
    creation_date: new Date(row.touched_ms).toISOString(),
  });
}
