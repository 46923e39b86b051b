import type { Request, RequestHandler } from 'express';
import { AppError } from '#server/kernel/errors.ts';
import { type Actor, setActor } from './actor.ts';
import type { BearerRow } from './session-store.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';

const sessionIds = new WeakMap<Request, string>();

/** The session that a request belongs to; null for one with a token. */
export function sessionOf(req: Request): string | null {
  return sessionIds.get(req) ?? null;
}

/**
 * Finds out who asks: `Authorization: Bearer` with an API token (RFC 6750), or else the cookie of a session. Whoever
 * brings neither costs nothing. A wrong one makes nobody known; the route's rule answers it.
 * @param publicUrl where the portal is, for the check of where a request came from
 */
export function identify(o: {
  sessions: Sessions;
  tokens: Tokens;
  publicUrl: string | null;
}): RequestHandler {
  return async (req, res, next) => {
    const token = /^Bearer +([\w-]+)$/i.exec(req.headers.authorization ?? '')?.[1];
    if (token !== undefined) {
      const found = o.tokens.bearerOf(token);
      if (found !== null)
        setActor(req, actorFrom(found, 'token'), () => actorOrNull(o.tokens.bearerOf(token), 'token'));
      return next();
    }
    const cookie = sessionCookies(req.headers.cookie);
    if (cookie === null) return next();
    const found = await o.sessions.bearerOf(cookie);
    if (found === null) return next();
    if (!isSafe(req.method) && !isSameOrigin(req, o.publicUrl)) throw foreign();
    for (const line of found.setCookies) res.append('Set-Cookie', line);
    const { sessionId } = found;
    setActor(req, actorFrom(found, 'session'), () =>
      actorOrNull(o.sessions.bearerOfSession(sessionId), 'session'),
    );
    sessionIds.set(req, sessionId);
    next();
  };
}

/** Refuses what another site had a browser send; programs, which say nothing of an origin, pass. */
export function refuseOtherSites(publicUrl: string | null): RequestHandler {
  return (req, _res, next) => {
    const saysNothing = req.headers.origin === undefined && req.headers['sec-fetch-site'] === undefined;
    next(saysNothing || isSameOrigin(req, publicUrl) ? undefined : foreign());
  };
}

function actorOrNull(row: BearerRow | null, via: Actor['via']): Actor | null {
  return row === null ? null : actorFrom(row, via);
}

function actorFrom(row: BearerRow, via: Actor['via']): Actor {
  const conferenceIds: unknown = JSON.parse(row.conference_ids);
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    conferenceIds: new Set(Array.isArray(conferenceIds) ? conferenceIds.map(Number) : []),
    via,
  };
}

/** Of a Cookie header what concerns us, so that other cookies neither get further nor make a difference. */
function sessionCookies(header: string | undefined): string | null {
  if (header === undefined || !header.includes('rostrum.session_token=')) return null;
  return header
    .split(/; */)
    .filter((cookie) => /^(__Secure-)?rostrum\./.test(cookie))
    .join('; ');
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** By Sec-Fetch-Site (W3C Fetch Metadata) where the browser says it, else by Origin (RFC 6454); neither is not enough. */
function isSameOrigin(req: Request, publicUrl: string | null): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = req.headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  // Behind a proxy that ends TLS the scheme may look different, the host does not.
  const hosts = [req.headers.host, publicUrl === null ? undefined : new URL(publicUrl).host];
  return hosts.includes(new URL(origin).host);
}

function foreign(): AppError {
  return new AppError(
    'forbidden',
    'This request came from another site: open the portal itself and do it there.',
  );
}
