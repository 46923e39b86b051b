import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { AppError } from '#server/kernel/errors.ts';

/** So much is gathered while the former write is under way. */
const gatherBytes = 1024 * 1024;
/** Written bytes are brought to the disk this often, so that the last request does not wait for all of them. */
const syncEveryBytes = 32 * 1024 * 1024;

/**
 * A stream into a file: what comes is gathered, written, and brought to the disk behind that.
 * @param o.maxBytes one byte more is refused
 * @param o.onWritten told after each write; the chunks are lent until it returns
 * @param o.beforeMore asked now and then, before so many bytes more are taken
 */
export function writeBehind(o: {
  handle: FileHandle;
  fromBytes: number;
  maxBytes: number;
  onWritten: (fromBytes: number, toBytes: number, chunks: readonly Uint8Array[]) => void;
  beforeMore: (bytes: number) => Promise<void>;
}): Writable {
  const { handle } = o;
  let at = o.fromBytes;
  let syncedTo = at;
  let syncing = Promise.resolve();
  let working = Promise.resolve();

  const syncBehind = async () => {
    // The one before must have ended: a disk that is slower than the network slows the sender down.
    await syncing;
    syncedTo = at;
    syncing = handle.datasync();
    // Else it would count as unhandled before anybody waits for it.
    syncing.catch(() => undefined);
    await o.beforeMore(syncEveryBytes);
  };
  const write = async (chunks: readonly Uint8Array[]) => {
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (at + bytes > o.maxBytes)
      throw new AppError(
        'too_large',
        'The request brings more bytes than were announced, or than a file may have.',
      );
    await writeAll(handle, { chunks, bytes, position: at });
    o.onWritten(at, at + bytes, chunks);
    at += bytes;
    for (const chunk of chunks) giveBack(chunk);
    if (at - syncedTo >= syncEveryBytes) await syncBehind();
  };
  const after = (work: Promise<void>, done: (error?: Error | null) => void) => {
    working = work;
    work.then(() => done(), done);
  };
  return new Writable({
    highWaterMark: gatherBytes,
    writev: (gathered, done) => after(write(gathered.map(({ chunk }) => chunk)), done),
    write: (chunk: Uint8Array, _encoding, done) => after(write([chunk]), done),
    final: (done) => after(syncing, done),
    // What is being written is there when this stream has ended, however it ended.
    destroy: (error, done) => void Promise.allSettled([working, syncing]).then(() => done(error)),
  });
}

/**
 * Frees the memory of a chunk now. Each is an object of a few bytes that holds 64 KB outside of the heap: left to the
 * garbage collector, which sees the objects only, they pile up to a hundred megabytes.
 */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  if (isAlone && byteLength > 4096) buffer.transfer(0);
}

async function writeAll(
  handle: FileHandle,
  { chunks, bytes, position }: { chunks: readonly Uint8Array[]; bytes: number; position: number },
): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks, position);
  if (bytesWritten === bytes) return;
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
}
