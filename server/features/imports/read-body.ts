import type { Request } from 'express';
import { AppError } from '#server/kernel/errors.ts';

/** The largest programme file that is taken. */
export const maxFileBytes = 64 * 1024 * 1024;

/**
 * Reads the body of a request as the bytes of a file, in memory that can be handed to another thread.
 * @throws {AppError} `too_large` before anything is read where the request says its length, else as soon as it is too much;
 *   `invalid` for an empty one, or one that broke off
 */
export async function readFileBody(req: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(req.headers['content-length'] ?? 0) > maxFileBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxFileBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid', 'The file did not arrive whole: please send it again.', { cause });
  }
  if (sizeBytes === 0) throw new AppError('invalid', 'The file is empty.');
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function tooLarge(): AppError {
  return new AppError('too_large', 'The file is larger than programmes are: up to 64 MiB are taken.');
}
