import { randomBytes, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { AppError, StartError } from '#server/kernel/errors.ts';

const fileName = 'operator-token';

/** The operator's key: whoever may read this file of the library (mode 0600) may organize over HTTP. */
export interface OperatorToken {
  /** Whether a presented bearer token is the operator's; takes the same time for every wrong one. */
  accepts(token: string): boolean;
}

/** Reads `DATA_DIR/operator-token`, or makes it (256 random bits, base64url) where there is none. */
export function openOperatorToken(dataDir: string): OperatorToken {
  const file = join(dataDir, fileName);
  if (!existsSync(file)) writeOnce(file, randomBytes(32).toString('base64url'));
  const expected = Buffer.from(readFileSync(file, 'utf8').trim());
  if (expected.length < 32)
    throw new StartError(`${file} is damaged: delete it, and the next start makes a new one.`);
  return {
    accepts(token) {
      const given = Buffer.from(token);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** Whole or not at all, and never over one that another process made meanwhile. */
function writeOnce(file: string, token: string): void {
  const partial = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(partial, 'w', 0o600);
  writeSync(descriptor, `${token}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  try {
    linkSync(partial, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Lets organizers pass: `Authorization: Bearer TOKEN` (RFC 6750); everyone else gets 401. */
export function createOrganizerGuard(token: OperatorToken): {
  requireOrganizer: RequestHandler;
  isOrganizer: (header: string | undefined) => boolean;
} {
  const isOrganizer = (header: string | undefined) => {
    const presented = /^Bearer ([\w-]+)$/i.exec(header ?? '')?.[1];
    return presented !== undefined && token.accepts(presented);
  };
  return {
    isOrganizer,
    requireOrganizer: (req, _res, next) => {
      if (isOrganizer(req.headers.authorization)) next();
      else
        next(
          new AppError(
            'unauthenticated',
            'This is for organizers: send Authorization: Bearer and the token from the file operator-token of the library.',
          ),
        );
    },
  };
}
