import type { Request, Response } from 'express';
import { acceptedEncoding } from './encoding.ts';
import type { RenderedPage } from './page-cache.ts';

/** Sends a public page: kept by caches, asked for again each time, 304 when nothing changed (RFC 9110, 13.1.2). */
export async function sendPage(req: Request, res: Response, page: RenderedPage): Promise<void> {
  const encoding = acceptedEncoding(req);
  res.vary('Accept-Encoding');
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Cache-Control', 'public, no-cache');
  res.setHeader('Speculation-Rules', '"/speculation-rules.json"');
  res.setHeader('ETag', page.etag(encoding));
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  const bytes = await page.bytes(encoding);
  if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding);
  res.setHeader('Content-Length', bytes.length);
  res.end(bytes);
}
