import { createHash } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { AppError, httpStatus } from './errors.ts';
import type { Log } from './log.ts';

export type CachePolicy = 'public' | 'private';

const cacheControl: Readonly<Record<CachePolicy, string>> = {
  public: 'public, no-cache',
  private: 'private, no-store',
};

/**
 * Parses a query, a body or parameters by a wire schema.
 * @throws {AppError} `invalid`, with one entry per bad field in `details.errors`
 */
export function validated<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new AppError(
    'invalid',
    `The request is not valid: ${errors.map((e) => `${e.path}: ${e.message}`).join('; ')}`,
    {
      details: { errors },
    },
  );
}

/** The error of every missing thing; `what` completes "There is no …". */
export function notFound(what: string): AppError {
  return new AppError('not_found', `There is no ${what}.`);
}

/**
 * Sends a body with an ETag, or 304 when the reader has it (RFC 9110, 13.1.2). The tag is weak, because the same body may
 * travel compressed (RFC 9110, 8.8.3.3).
 */
export function sendWithEtag(
  req: Request,
  res: Response,
  o: { body: string | Buffer; type: string; cache: CachePolicy },
): void {
  res.setHeader('Cache-Control', cacheControl[o.cache]);
  res.setHeader('Content-Type', o.type);
  res.setHeader('ETag', `W/${etagOf(o.body)}`);
  if (req.fresh) res.status(304).end();
  else res.send(o.body);
}

/** A strong entity tag of some bytes. */
export function etagOf(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** Sends JSON with an ETag and 304. */
export function sendJson(req: Request, res: Response, body: unknown, o: { cache: CachePolicy }): void {
  sendWithEtag(req, res, {
    body: JSON.stringify(body),
    type: 'application/json; charset=utf-8',
    cache: o.cache,
  });
}

/** Answers 405 with Allow for a known path asked with another method (RFC 9110, 15.5.6). */
export function methodNotAllowed(allow: string): RequestHandler {
  return (_req, res) => {
    res.setHeader('Allow', allow);
    sendProblem(res, { status: 405, code: 'method_not_allowed', title: `Only ${allow} is possible here.` });
  };
}

/** RFC 9457 problem details, never cached. */
export function sendProblem(
  res: Response,
  o: { status: number; code: string; title: string; details?: Readonly<Record<string, unknown>> | undefined },
): void {
  if (o.status === 401) res.setHeader('WWW-Authenticate', 'Bearer realm="rostrum"');
  res
    .status(o.status)
    .setHeader('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({ type: 'about:blank', title: o.title, status: o.status, code: o.code, ...o.details }),
    );
}

/** Any error -> the AppError people are told about; anything unexpected is a logged 500 that says nothing. */
export function problemOf(
  error: unknown,
  log: Log,
): { status: number; code: string; title: string; details?: Readonly<Record<string, unknown>> | undefined } {
  if (error instanceof AppError) {
    return { status: httpStatus[error.code], code: error.code, title: error.message, details: error.details };
  }
  const status = httpErrorStatus(error);
  if (status !== null) return { status, code: 'invalid', title: 'The request could not be understood.' };
  log.error({ err: error }, 'unexpected error');
  return { status: 500, code: 'internal', title: 'Something went wrong on our side. It has been logged.' };
}

/** The 4xx status that Express and its parsers put on errors made by a bad request (undecodable paths, bad ranges). */
function httpErrorStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** The last handler of the API: every error as problem+json. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error, _req, res, next) => {
    if (res.headersSent) return next(error);
    sendProblem(res, problemOf(error, log));
  };
}
