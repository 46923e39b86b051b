import type { FileHandle } from 'node:fs/promises';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { ERRORS, Upload } from '@tus/utils';
import { isNoSpace } from '#server/blobs/copy-hashed.ts';
import { syncFolder } from '#server/blobs/sync-folder.ts';
import type { Bodies } from './bodies.ts';
import type { FollowingHash } from './following-hash.ts';
import { noRoom, type Room } from './room.ts';
import type { UploadRecords } from './upload-records.ts';
import { writeBehind } from './write-behind.ts';

export interface ArrivingFilesDeps {
  folder: string;
  records: UploadRecords;
  bodies: Bodies;
  hash: Pick<FollowingHash, 'grown' | 'forget'>;
  room: Room;
  keptMs: number;
  largestBytes: number;
  /** All bytes of an upload are on the disk. */
  onWhole: (id: string) => void;
}

/** The package's store of files, with what it leaves out: bytes that are hashed, on the disk, and have room. */
export class ArrivingFiles extends FileStore {
  readonly #deps: ArrivingFilesDeps;

  constructor(deps: ArrivingFilesDeps) {
    super({
      directory: deps.folder,
      configstore: deps.records,
      expirationPeriodInMilliseconds: deps.keptMs,
    });
    this.#deps = deps;
  }

  /** Of one that is whole the file may have gone into the library already. */
  override async getUpload(id: string): Promise<Upload> {
    const row = this.#deps.records.row(id);
    if (row === undefined) throw ERRORS.FILE_NOT_FOUND;
    if (row.state === 'arriving') return super.getUpload(id);
    const size = row.size_bytes ?? row.received_bytes;
    return new Upload({ id, size, offset: size, metadata: JSON.parse(row.metadata) });
  }

  override async declareUploadLength(id: string, size: number): Promise<void> {
    const { offset } = await this.getUpload(id);
    await this.#deps.room.need(size - offset);
    await super.declareUploadLength(id, size);
  }

  override async remove(id: string): Promise<void> {
    this.#deps.hash.forget(id);
    await rm(join(this.directory, id), { force: true });
    await this.configstore.delete(id);
  }

  /**
   * Writes the body of the request that is about this upload.
   * @throws {AppError} `insufficient_storage` where the disk is full, `too_large`; what arrived before stays
   */
  override async write(_none: Readable, id: string, offset: number): Promise<number> {
    const row = this.#deps.records.row(id);
    if (row?.state !== 'arriving') throw ERRORS.FILE_NO_LONGER_EXISTS;
    const handle = await open(join(this.directory, id), 'r+');
    try {
      try {
        await this.#receive({ id, handle, offset, sizeBytes: row.size_bytes });
      } finally {
        await this.#settle(handle, id);
      }
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  }

  async #receive(o: {
    id: string;
    handle: FileHandle;
    offset: number;
    sizeBytes: number | null;
  }): Promise<void> {
    const { bodies, hash, room, records, largestBytes } = this.#deps;
    const { id, handle } = o;
    const file = join(this.directory, id);
    const target = writeBehind({
      handle,
      fromBytes: o.offset,
      maxBytes: o.sizeBytes ?? largestBytes,
      onWritten(fromBytes, toBytes, chunks) {
        records.noteArrived(id, toBytes);
        hash.grown({ id, file, fromBytes, toBytes, chunks });
      },
      beforeMore: (bytes) => (o.sizeBytes === null ? room.need(bytes) : Promise.resolve()),
    });
    try {
      await bodies.read(id, (body, signal) => pipeline(body, target, { signal }));
    } catch (error) {
      throw isNoSpace(error) ? noRoom(null) : error;
    }
  }

  /** Whatever ended the request: what is there now counts, and a file that is whole is brought to the disk first. */
  async #settle(handle: FileHandle, id: string): Promise<void> {
    const { records, onWhole } = this.#deps;
    const { size } = await handle.stat();
    const row = records.row(id);
    if (row === undefined) return;
    if (row.size_bytes !== size) return records.noteRest(id, size);
    await handle.sync();
    syncFolder(this.directory);
    records.noteWhole(id);
    onWhole(id);
  }
}

// The package's constructor makes its folder with a callback that throws where nobody can catch it, and would end the
// program when the folder is removed meanwhile. Ours exists before; the method is private in the package's types alone.
Object.defineProperty(ArrivingFiles.prototype, 'checkOrCreateDirectory', { value: () => {} });
