import type { IncomingMessage } from 'node:http';
import { Server } from '@tus/server';
import type { DataStore } from '@tus/utils';
import { ERRORS } from '@tus/utils';
import { paths } from '#server/contract/paths.ts';
import { AppError, type ErrorCode } from '#server/kernel/errors.ts';
import type { Bodies } from './bodies.ts';
import { createUploadLocks } from './locks.ts';

/** How long a request that must give way to a newer one of the same upload may take to bring its bytes home. */
const drainMs = 500;

/** One answer of the protocol: status, headers, and nothing else (none of its answers has a body). */
export interface TusAnswer {
  status: number;
  headers: ReadonlyArray<readonly [string, string]>;
}

/** The tus protocol, spoken by its package over our store. */
export interface Tus {
  /**
   * Works a request of the protocol off.
   * @param newId what an upload that it makes is called
   * @throws {AppError} for every refusal
   */
  handle(req: IncomingMessage, newId?: string): Promise<TusAnswer>;
}

/** Other origins have no business here: whatever the package says to them is left out. */
const keptBack = /^(access-control-|content-(type|length)$|connection$)/;

/** Sets the package up; errors come out as ours, whatever it would have answered. */
export function createTus(o: {
  datastore: DataStore;
  bodies: Bodies;
  largestBytes: number;
  onFailed: (error: unknown) => void;
}): Tus {
  const newIds = new WeakMap<object, string>();
  const failures = new WeakMap<object, unknown>();
  const server = new Server({
    path: paths.api.uploads(),
    datastore: o.datastore,
    locker: createUploadLocks({ onWanted: o.bodies.giveWay, onFailed: o.onFailed }),
    lockDrainTimeout: drainMs,
    maxSize: o.largestBytes,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: (request) => newIds.get(request) ?? '',
    onResponseError(request, error) {
      failures.set(request, error);
      return undefined;
    },
  });
  return {
    async handle(req, newId) {
      const request = requestOf(req);
      if (newId !== undefined) newIds.set(request, newId);
      const answer = await o.bodies.during(req, () => server.handleWeb(request));
      if (answer.status >= 400)
        throw failures.has(request) ? toAppError(failures.get(request)) : await refusalOf(answer);
      return {
        status: answer.status,
        headers: [...answer.headers].filter(([name]) => !keptBack.test(name)),
      };
    },
  };
}

/** A request as the package reads it, without its body. */
function requestOf(req: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return new Request(new URL(req.url ?? '', 'http://portal'), { method: req.method ?? 'GET', headers });
}

/** The package's own refusals, in our words. */
const sentences = new Map<unknown, [code: ErrorCode, sentence: string]>([
  [ERRORS.FILE_NOT_FOUND, ['not_found', 'There is no such upload.']],
  [ERRORS.FILE_NO_LONGER_EXISTS, ['gone', 'This upload is gone: upload the file again.']],
  [
    ERRORS.INVALID_OFFSET,
    ['conflict', 'This is not where the upload stands: ask with HEAD, and go on from there.'],
  ],
  [ERRORS.MISSING_OFFSET, ['invalid', 'A PATCH request must say in Upload-Offset where its bytes begin.']],
  [
    ERRORS.INVALID_LENGTH,
    [
      'invalid',
      'Upload-Length must be given once, and not be less than what has arrived; until it is known, Upload-Defer-Length: 1.',
    ],
  ],
  [
    ERRORS.ERR_SIZE_EXCEEDED,
    ['too_large', 'The request brings more bytes than were announced for this file.'],
  ],
  [
    ERRORS.UNSUPPORTED_CONCATENATION_EXTENSION,
    ['invalid', 'Parts of a file cannot be uploaded side by side here: send it in one upload.'],
  ],
  [ERRORS.ABORTED, ['conflict', 'Another request for this upload has come: this one was ended.']],
]);

function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const known = sentences.get(error);
  if (known !== undefined) return new AppError(...known);
  const isTooMuch = error instanceof Error && 'status_code' in error && error.status_code === 413;
  if (isTooMuch || error === ERRORS.ERR_MAX_SIZE_EXCEEDED)
    return new AppError(
      'too_large',
      'The file has more bytes than were announced, or than a file may have.',
      { cause: error },
    );
  return error instanceof Error ? error : new Error(JSON.stringify(error));
}

/** What it answers before any handler of its own: headers that are missing or wrong. */
async function refusalOf(answer: Response): Promise<AppError> {
  const names = /^Invalid (.+)/
    .exec(await answer.text())?.[1]
    ?.trim()
    .split(' ')
    .join(', ');
  return new AppError(
    'invalid',
    names === undefined
      ? 'The request could not be understood: tus 1.0.0 is spoken here.'
      : `These headers of the request are not as tus 1.0.0 wants them: ${names}.`,
  );
}
