import compression, { type CompressionOptions } from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet, { type HelmetOptions } from 'helmet';
import { pinoHttp } from 'pino-http';
import type { Registry } from 'prom-client';
import type { Config } from './kernel/config.ts';
import { AppError } from './kernel/errors.ts';
import { notFound, problemHandler } from './kernel/http.ts';
import type { Log } from './kernel/log.ts';
import { measureRequests } from './kernel/metrics.ts';

export interface HttpAppParts {
  config: Pick<Config, 'trustProxy' | 'publicUrl'>;
  log: Log;
  registry: Registry;
  contentSecurityPolicy: Exclude<HelmetOptions['contentSecurityPolicy'], undefined>;
  /** Finds out who asks, before any route. */
  identify: RequestHandler;
  /** In the order in which they are asked; each declares its full paths. */
  routers: readonly Router[];
  /** Shows an error as a page of the portal, for everything outside the API. */
  errorPage: ErrorRequestHandler;
}

/** The Express application around the features' routers: headers, compression, log lines, errors. */
export function createHttpApp(parts: HttpAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', parts.config.trustProxy);
  app.set('query parser', 'simple');
  app.use(logRequests(parts.log));
  app.use(measureRequests(parts.registry));
  app.use(
    helmet({
      contentSecurityPolicy: parts.contentSecurityPolicy,
      strictTransportSecurity: parts.config.publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
      crossOriginResourcePolicy: false,
      referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    }),
  );
  app.use(limitBodies);
  app.use(compression({ threshold: 1024, filter: isText }));
  app.use(refuseOddSpellings);
  app.use(['/api/v1/search', '/api/v1/suggest', '/search'], limitSearches());
  app.use(parts.identify);
  for (const router of parts.routers) app.use(router);
  app.use((req, _res, next) => next(notFound(isForMachines(req.path) ? 'such address' : 'such page')));
  const asProblem = problemHandler(parts.log);
  const handleError: ErrorRequestHandler = (error, req, res, next) => {
    const handle = isForMachines(req.path) ? asProblem : parts.errorPage;
    return handle(error, req, res, next);
  };
  app.use(handleError);
  return app;
}

const machinePaths = /^\/(api|hls|oembed|metrics|healthz|readyz)(\/|$)/;

function isForMachines(path: string): boolean {
  return machinePaths.test(path.toLowerCase());
}

/** Addresses for machines have one spelling each, so that a rule of a reverse proxy about one of them holds. */
const refuseOddSpellings: RequestHandler = (req, _res, next) => {
  const isOdd = isForMachines(req.path) && (!machinePaths.test(req.path) || req.path.endsWith('/'));
  next(isOdd ? notFound('such address') : undefined);
};

const bodyLimitMs = 5 * 60_000;

/** A body has five minutes to arrive; uploads end by themselves when nothing comes any more. */
const limitBodies: RequestHandler = (req, _res, next) => {
  if (req.path.startsWith('/api/v1/uploads')) return next();
  const ending = setTimeout(() => req.complete || req.destroy(), bodyLimitMs).unref();
  req.once('close', () => clearTimeout(ending));
  next();
};

/** Playlists are text too, though their type does not say so. */
const isText: NonNullable<CompressionOptions['filter']> = (req, res) =>
  String(res.getHeader('Content-Type')).startsWith('application/vnd.apple.mpegurl') ||
  compression.filter(req, res);

/** What opens an account for whoever reads it: codes of an OpenID provider, tokens. */
function withoutSecrets(url: string): string {
  return url.replace(/([?&](?:code|state|token)=)[^&]*/g, '$1…');
}

/** One line per answered request, at debug level unless the answer was an error of ours. */
function logRequests(log: Log): RequestHandler {
  return pinoHttp({
    logger: log,
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'debug'),
    serializers: {
      req: (req: { method: string; url: string }) => ({ method: req.method, url: withoutSecrets(req.url) }),
      res: (res: { statusCode: number }) => ({ statusCode: res.statusCode }),
    },
  });
}

/** Full-text search costs more than any other read: 300 a minute and address are plenty for people. */
function limitSearches(): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: 300,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) =>
      next(
        new AppError('rate_limited', 'Too many searches in a minute: please wait a moment and try again.'),
      ),
  });
}
