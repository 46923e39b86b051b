import { type RequestHandler, Router, raw } from 'express';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, notFound } from '#server/kernel/http.ts';
import { everyone, forOrganizers } from '../accounts/access.ts';
import { actorOf, knownActor } from '../accounts/actor.ts';
import type { Images } from './images.ts';
import { maxImageBytes, pictureEdges } from './read-picture.ts';

const tooLarge = () =>
  new AppError('too_large', `A picture may be ${maxImageBytes / 1024 / 1024} MB large, this file is larger.`);

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.too.large';
}

/** `/api/v1/organize/images` takes pictures, `/images/ID` shows them: those of public things to everybody. */
export function imageRoutes(o: { images: Images; dataDir: string }): Router {
  const router = Router();
  const upload = '/api/v1/organize/images';
  const parse = raw({ limit: maxImageBytes, type: () => true });
  const read: RequestHandler = (req, res, next) =>
    parse(req, res, (error?: unknown) => next(isTooLarge(error) ? tooLarge() : error));

  router.post(upload, forOrganizers, read, async (req, res) => {
    const body: unknown = req.body;
    if (!Buffer.isBuffer(body) || body.length === 0)
      throw new AppError('invalid', 'Send the picture itself as the body of the request.');
    const image = await o.images.take(body, knownActor(req));
    res.status(201).location(image.url).setHeader('Cache-Control', 'private, no-store');
    res.json(image);
  });
  router.all(upload, everyone, methodNotAllowed('POST'));

  router.get('/images/:id', everyone, (req, res, next) => {
    const { id } = req.params;
    const isSmall = Number(req.query.w) <= pictureEdges.small;
    const found = /^[0-9a-f]{32}$/.test(id) ? o.images.find(id, actorOf(req), isSmall) : null;
    if (found === null) throw notFound('such picture');
    res.setHeader('Content-Type', 'image/webp');
    res.setHeader('ETag', `"${id}${isSmall ? '-small' : ''}"`);
    res.setHeader(
      'Cache-Control',
      found.isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
    );
    const options = { root: o.dataDir, cacheControl: false, etag: false, lastModified: false };
    res.sendFile(found.file, options, (error?: NodeJS.ErrnoException) => {
      if (!error || res.headersSent || error.code === 'ECONNABORTED') return;
      for (const name of ['ETag', 'Cache-Control', 'Content-Type']) res.removeHeader(name);
      next(notFound('such picture'));
    });
  });
  router.all('/images/:id', everyone, methodNotAllowed('GET, HEAD'));
  return router;
}
