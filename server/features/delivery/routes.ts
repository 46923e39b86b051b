import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { type Request, type Response, Router } from 'express';
import type { Db } from '#server/db/open.ts';
import { everyone } from '#server/features/accounts/access.ts';
import { actorOf } from '#server/features/accounts/actor.ts';
import type { Belongings } from '#server/features/accounts/belongings.ts';
import { contentDisposition } from '#server/kernel/content-disposition.ts';
import { methodNotAllowed, notFound } from '#server/kernel/http.ts';

import { isPlainPath, mediaTypeOf } from './media-types.ts';
import { createDeliveryStore, type ServedVersionRow } from './store.ts';

const forEver = 'public, max-age=31536000, immutable';

export interface DeliveryDeps {
  db: Db;
  dataDir: string;
  belongings: Belongings;
  now?: () => number;
}

/** `/hls/RECORDING/VERSION/...`: the files of public recordings to everybody, of all others to those who organize their conference. */
export function deliveryRoutes({ db, dataDir, belongings, now = Date.now }: DeliveryDeps): Router {
  const store = createDeliveryStore(db);
  const root = join(dataDir, 'hls');
  let realRoot: string | null = null;
  const router = Router();

  const isServed = (row: ServedVersionRow) => row.state !== 'retired' || (row.served_until_ms ?? 0) > now();

  /** Whether a file lies in the library for real, and not behind a symbolic link. */
  const isInside = async (file: string) => {
    realRoot ??= realpathSync(root);
    const real = await realpath(file).catch(() => null);
    return (
      real !== null && real === join(realRoot, file.slice(root.length + 1)) && real.startsWith(realRoot + sep)
    );
  };

  const serve = async (req: Request, res: Response) => {
    const { recording, version, path } = req.params as { recording: string; version: string; path: string[] };
    const type = mediaTypeOf(path.join('/'));
    if (type === null || !isPlainPath([recording, version, ...path])) throw notFound('such file');
    const row = store.version(recording, version);
    if (row === undefined || !isServed(row)) throw notFound('such file');
    const isPublic = row.is_public === 1;
    const isReachable = isPublic || row.is_unlisted === 1;
    if (!isReachable && !belongings.maySeeRecording(actorOf(req), recording)) throw notFound('such file');
    const file = posix.join(recording, version, ...path);
    if (!(await isInside(join(root, ...file.split('/'))))) throw notFound('such file');
    setHeaders(res, { type, isPublic, version, isWhole: row.state === 'whole', path: path.join('/') });
    if (path[0] === 'downloads') nameDownload(res, recording, path.at(-1) ?? '');
    await sendFile(res, file);
  };

  const nameDownload = (res: Response, recordingId: string, name: string) => {
    const found = store.title(recordingId);
    const { name: detail, ext: extension } = posix.parse(name);
    const title = found?.title ?? posix.parse(found?.arrived_as ?? '').name;
    res.setHeader('Content-Disposition', contentDisposition({ title, detail, extension }));
  };

  /** Ranges, ETag, Last-Modified, conditions and HEAD are Express's own (RFC 9110, 13 and 14). */
  const sendFile = (res: Response, file: string) =>
    new Promise<void>((resolve, reject) => {
      const options = {
        root,
        dotfiles: 'deny' as const,
        cacheControl: false,
        etag: true,
        lastModified: true,
      };
      res.sendFile(file, options, (error?: NodeJS.ErrnoException) => {
        // Viewers who seek or leave hang up in the middle of a segment: that is no error.
        if (!error || res.headersSent || error.code === 'ECONNABORTED') return resolve();
        for (const name of ['ETag', 'Cache-Control', 'Content-Type', 'Content-Disposition'])
          res.removeHeader(name);
        reject('status' in error && error.status === 404 ? notFound('such file') : error);
      });
    });

  router.get('/hls/:recording/:version/*path', everyone, serve);
  router.options('/hls/:recording/:version/*path', everyone, (_req, res) => {
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Access-Control-Allow-Methods', 'GET, HEAD');
    res.setHeader('Access-Control-Allow-Headers', 'Range');
    res.setHeader('Access-Control-Max-Age', '86400');
    res.status(204).end();
  });
  router.all('/hls/:recording/:version/*path', methodNotAllowed('GET, HEAD, OPTIONS'));
  return router;
}

function setHeaders(
  res: Response,
  o: { type: string; isPublic: boolean; version: string; isWhole: boolean; path: string },
): void {
  res.setHeader('Content-Type', o.type);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  const isSegment = /\.m4s$|(^|\/)init\.mp4$/.test(o.path);
  const isFixed = o.isWhole || isSegment;
  // A version's name and a path in it say which bytes these are; text may be sent compressed, so weakly.
  const isText = /\.(m3u8|vtt)$/.test(o.path);
  if (isFixed) res.setHeader('ETag', `${isText ? 'W/' : ''}"${o.version}/${encodeURI(o.path)}"`);
  if (!o.isPublic) {
    res.setHeader('Cache-Control', 'private, no-store');
    return;
  }
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Expose-Headers', 'Content-Length, Content-Range');
  // All but segments is asked for again, so that a talk that was taken back is gone from every cache.
  res.setHeader('Cache-Control', isSegment ? forEver : o.isWhole ? 'public, no-cache' : 'no-store');
}
