import { z } from 'zod';
import { AppError } from '#server/kernel/errors.ts';

/** Where a list that is newest first goes on. */
export interface ListPosition {
  createdMs: number;
  id: string;
}

const cursorSchema = z.tuple([z.number().int(), z.string().max(100)]);

/** A position as an opaque cursor. */
export function writeCursor({ createdMs, id }: ListPosition): string {
  return Buffer.from(JSON.stringify([createdMs, id])).toString('base64url');
}

/** @throws {AppError} `invalid` for a cursor that `writeCursor` did not make */
export function readCursor(cursor: string | undefined): ListPosition | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [createdMs, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { createdMs, id };
  } catch (cause) {
    throw new AppError('invalid', 'The cursor is none that this list gave.', { cause });
  }
}
