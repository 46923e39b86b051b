import type { Request, Response } from 'express';
import { addressHeader } from './auth.ts';

/** What better-auth may know of a request: its cookies, where it came from and with which browser. */
export function authHeaders(req: Request): Headers {
  const headers = new Headers();
  if (req.headers.cookie !== undefined) headers.set('cookie', req.headers.cookie);
  if (req.headers['user-agent'] !== undefined)
    headers.set('user-agent', req.headers['user-agent'].slice(0, 500));
  if (req.ip !== undefined) headers.set(addressHeader, req.ip);
  return headers;
}

/** Hands the cookies of an answer of better-auth on. */
export function passCookies(from: globalThis.Response, to: Response): void {
  for (const line of from.headers.getSetCookie()) to.append('Set-Cookie', line);
}
