import type { Request, Response } from 'express';
import type { ReadyPage } from './page-cache.ts';

/** Sends a public page: kept by caches, asked for again each time, 304 when nothing changed (RFC 9110, 13.1.2). */
export function sendPage(req: Request, res: Response, page: ReadyPage): void {
  res.vary('Accept-Encoding');
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Cache-Control', 'public, no-cache');
  res.setHeader('Speculation-Rules', '"/speculation-rules.json"');
  res.setHeader('ETag', page.etag);
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  if (page.encoding !== 'identity') res.setHeader('Content-Encoding', page.encoding);
  res.setHeader('Content-Length', page.bytes.length);
  res.end(page.bytes);
}
