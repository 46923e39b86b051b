import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '#server/kernel/errors.ts';

const chunkBytes = 1024 * 1024;

export interface Hashed {
  sha256: string;
  sizeBytes: number;
}

/**
 * Copies a file and hashes it on the way, in one reading; the copy is on disk (fsync) when this returns.
 * @throws {AppError} `conflict` when the source changed meanwhile, `insufficient_storage` on a full disk
 */
export async function copyHashed(source: string, target: string, signal?: AbortSignal): Promise<Hashed> {
  const output = await open(target, 'wx', 0o600);
  try {
    const hashed = await readHashed(source, signal, async (chunk) => {
      let written = 0;
      while (written < chunk.length) {
        written += (await output.write(chunk, written)).bytesWritten;
      }
    });
    await output.sync();
    return hashed;
  } catch (error) {
    throw isNoSpace(error)
      ? new AppError('insufficient_storage', 'The disk of the library is full.', { cause: error })
      : error;
  } finally {
    await output.close();
  }
}

/** Hashes a file where it lies and makes sure its bytes are on disk. @throws {AppError} `conflict` */
export async function hashFile(source: string, signal?: AbortSignal): Promise<Hashed> {
  const hashed = await readHashed(source, signal, async () => {});
  const file = await open(source, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return hashed;
}

async function readHashed(
  source: string,
  signal: AbortSignal | undefined,
  onChunk: (chunk: Uint8Array) => Promise<void>,
): Promise<Hashed> {
  const file = await open(source, 'r');
  try {
    const before = await file.stat();
    const hash = createHash('sha256');
    const sizeBytes = await readChunks(file, signal, async (chunk) => {
      hash.update(chunk);
      await onChunk(chunk);
    });
    const after = await file.stat();
    if (isChanged(before, after) || sizeBytes !== after.size) {
      throw new AppError('conflict', 'The file changed while it was read: it is still being written.');
    }
    return { sha256: hash.digest('hex'), sizeBytes };
  } finally {
    await file.close();
  }
}

async function readChunks(
  file: FileHandle,
  signal: AbortSignal | undefined,
  onChunk: (chunk: Uint8Array) => Promise<void>,
): Promise<number> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let sizeBytes = 0;
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, chunkBytes);
    if (bytesRead === 0) return sizeBytes;
    sizeBytes += bytesRead;
    await onChunk(buffer.subarray(0, bytesRead));
  }
}

function isChanged(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs;
}

/** Whether an error says that the disk, or the user's share of it, is full. */
export function isNoSpace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
