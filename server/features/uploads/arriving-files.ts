import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { ERRORS, Upload } from '@tus/utils';
import { isNoSpace } from '#server/blobs/copy-hashed.ts';
import { syncFolder } from '#server/blobs/sync-folder.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { FollowingHash } from './following-hash.ts';
import { noRoom, type Room } from './room.ts';
import type { UploadRow } from './store.ts';
import type { UploadRecords } from './upload-records.ts';

/** So much is gathered while the former write is under way. */
const gatherBytes = 1024 * 1024;
/** Written bytes are brought to the disk this often, so that the last request does not wait for all of them. */
const syncEveryBytes = 32 * 1024 * 1024;

export interface ArrivingFilesDeps {
  folder: string;
  records: UploadRecords;
  hash: Pick<FollowingHash, 'grown' | 'forget'>;
  room: Room;
  keptMs: number;
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

  /** @throws {AppError} `insufficient_storage` where the disk is full; what arrived before stays */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const row = this.#deps.records.row(id);
    if (row?.state !== 'arriving') throw ERRORS.FILE_NO_LONGER_EXISTS;
    const handle = await open(join(this.directory, id), 'r+');
    try {
      try {
        await pipeline(readable, this.#sink({ handle, row, offset }));
      } catch (error) {
        throw isNoSpace(error) ? noRoom(null) : error;
      } finally {
        await this.#settle(handle, id);
      }
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  }

  #sink({ handle, row, offset }: { handle: FileHandle; row: UploadRow; offset: number }): Writable {
    const { hash, room, records } = this.#deps;
    const file = join(this.directory, row.id);
    let at = offset;
    let syncedTo = offset;
    let syncing = Promise.resolve();
    const syncBehind = async () => {
      // The one before must have ended: a disk that is slower than the network slows the sender down.
      await syncing;
      syncedTo = at;
      syncing = handle.datasync();
      // Else it would count as unhandled before anybody waits for it.
      syncing.catch(() => undefined);
      if (records.row(row.id)?.size_bytes === null) await room.need(syncEveryBytes);
    };
    const write = async (chunks: readonly Uint8Array[]) => {
      at += await writeAll(handle, chunks, at);
      records.noteArrived(row.id, at);
      hash.grown({ id: row.id, file, toBytes: at });
      if (at - syncedTo >= syncEveryBytes) await syncBehind();
    };
    const after = (work: Promise<void>, done: (error?: Error | null) => void) =>
      void work.then(() => done(), done);
    return new Writable({
      highWaterMark: gatherBytes,
      writev: (chunks, done) => after(write(chunks.map(({ chunk }) => chunk)), done),
      write: (chunk: Uint8Array, _encoding, done) => after(write([chunk]), done),
      final: (done) => after(syncing, done),
      destroy: (error, done) => void syncing.catch(() => undefined).then(() => done(error)),
    });
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

/** Writes chunks one after the other from a position on; gives how many bytes they are. */
async function writeAll(
  handle: FileHandle,
  chunks: readonly Uint8Array[],
  position: number,
): Promise<number> {
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const { bytesWritten } = await handle.writev(chunks, position);
  if (bytesWritten === total) return total;
  const left = Buffer.concat(chunks).subarray(bytesWritten);
  for (let at = 0; at < left.length; ) {
    const { bytesWritten: more } = await handle.write(
      left,
      at,
      left.length - at,
      position + bytesWritten + at,
    );
    if (more === 0) throw new AppError('unavailable', 'The disk took no more bytes.');
    at += more;
  }
  return total;
}
