import { z } from 'zod';
import { AppError } from '#server/kernel/errors.ts';

/** The opaque cursor of a keyset page: the sort values of its last row. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads a cursor made by `encodeCursor`.
 * @param shape what the list that made it puts in
 * @throws {AppError} `invalid` for anything else
 */
export function decodeCursor<T extends z.ZodType>(cursor: string | undefined, shape: T): z.infer<T> | null {
  if (cursor === undefined) return null;
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('invalid', 'The cursor is not one that this list has given out.', {
      details: { errors: [{ path: 'cursor', message: 'not a cursor of this list' }] },
      cause,
    });
  }
}

/** Cursor of lists sorted by one text and an id. */
export const textCursor = z.tuple([z.string(), z.int()]);

/** Cursor of lists sorted by one number and an id. */
export const numberCursor = z.tuple([z.number(), z.int()]);
