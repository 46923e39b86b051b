import { type RequestHandler, Router } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** A registry of its own for each composed portal, with Node's process metrics. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'rostrum_' });
  return registry;
}

/** `/metrics` in Prometheus' text format. */
export function metricsRoutes(registry: Registry, rule: RequestHandler): Router {
  const router = Router();
  router.get('/metrics', rule, async (_req, res) => {
    res
      .setHeader('Cache-Control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
  return router;
}

/** Times every request by the first word of its path, so that the number of series stays small. */
export function measureRequests(registry: Registry): RequestHandler {
  const histogram = new Histogram({
    name: 'rostrum_http_request_duration_seconds',
    help: 'Time to answer, by area, method and status',
    labelNames: ['area', 'method', 'status'],
    buckets: [0.005, 0.015, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  const areas = new Set(['api', 'hls', 'assets', 'talks', 'conferences', 'speakers', 'search']);
  return (req, res, next) => {
    const stop = histogram.startTimer();
    const first = req.path.split('/')[1] ?? '';
    const area = areas.has(first) ? first : first === '' ? 'home' : 'other';
    res.on('close', () => stop({ area, method: req.method, status: String(res.statusCode) }));
    next();
  };
}
