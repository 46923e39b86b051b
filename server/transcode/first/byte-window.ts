import type { FileHandle } from 'node:fs/promises';

const WINDOW_BYTES = 64 * 1024;

/**
 * Reads a file through a window of 64 KB, so that a few bytes here and there of a large file cost neither a read each
 * nor its size in memory.
 * @returns gives `length` bytes (64 KB at most) at `position`, fewer at the end; valid until asked again
 */
export function createByteWindow(file: FileHandle): (position: number, length: number) => Promise<Buffer> {
  const window = Buffer.alloc(WINDOW_BYTES);
  let from = 0;
  let filled = 0;
  return async (position, length) => {
    if (position < from || position + length > from + filled) {
      from = position;
      filled = (await file.read(window, 0, WINDOW_BYTES, position)).bytesRead;
    }
    return window.subarray(position - from, Math.min(filled, position - from + length));
  };
}
