import { extname } from 'node:path';
import { Router } from 'express';
import { type BuiltFile, listBuiltFiles } from './built-files.ts';
import { acceptedEncoding } from './encoding.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

const suffix = { br: '.br', gzip: '.gz' } as const;

/**
 * Serves the built files: hashed names for ever, others revalidated; compressed copies made at build time.
 * @param build changes with the build, so that a new one is seen
 */
export function assetRoutes(clientDir: string, build: () => string): Router {
  const router = Router();
  let listed: { build: string; files: ReadonlyMap<string, BuiltFile> } | null = null;
  const find = (path: string) => {
    const current = build();
    if (listed?.build !== current) listed = { build: current, files: listBuiltFiles(clientDir) };
    return listed.files.get(path);
  };
  router.use((req, res, next) => {
    const file = req.method === 'GET' || req.method === 'HEAD' ? find(req.path) : undefined;
    if (!file) return next();
    const accepted = acceptedEncoding(req);
    const coding = accepted !== 'identity' && file.codings.has(accepted) ? accepted : null;
    res.setHeader('Content-Type', types[extname(file.path)] ?? 'application/octet-stream');
    res.setHeader(
      'Cache-Control',
      file.isHashed ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    );
    res.setHeader('ETag', coding ? file.etag.replace(/"$/, `-${coding}"`) : file.etag);
    if (file.codings.size > 0) res.vary('Accept-Encoding');
    if (coding) res.setHeader('Content-Encoding', coding);
    res.sendFile(
      coding ? `${file.path}${suffix[coding]}` : file.path,
      { cacheControl: false, etag: false, lastModified: false, dotfiles: 'allow' },
      (error) => {
        // A reader that has gone needs no answer.
        if (error && !res.headersSent && !req.destroyed) next(error);
      },
    );
  });
  return router;
}
