import type { FileHandle } from 'node:fs/promises';
import { readBoxHeader } from './mp4-boxes.ts';

export interface TopBox {
  type: string;
  at: number;
  headerBytes: number;
  sizeBytes: number;
}

const MOST_BOXES = 100_000;

/**
 * Walks the top-level boxes of an MP4 by their headers alone; ends at the file's end, at what is no box, or after
 * 100,000 of them.
 */
export async function* walkTopBoxes(file: FileHandle, fileBytes: number): AsyncGenerator<TopBox> {
  const head = Buffer.alloc(16);
  let at = 0;
  for (let count = 0; at < fileBytes && count < MOST_BOXES; count++) {
    const { bytesRead } = await file.read(head, 0, 16, at);
    const header = readBoxHeader(head.subarray(0, bytesRead), fileBytes - at);
    if (header === null) return;
    yield { at, ...header };
    at += header.sizeBytes;
  }
}

/** The content of one box, or null where it is larger than `mostBytes` or cut off. */
export async function readBody(file: FileHandle, box: TopBox, mostBytes: number): Promise<Buffer | null> {
  const length = box.sizeBytes - box.headerBytes;
  if (length > mostBytes) return null;
  const body = Buffer.alloc(length);
  const { bytesRead } = await file.read(body, 0, length, box.at + box.headerBytes);
  return bytesRead === length ? body : null;
}
