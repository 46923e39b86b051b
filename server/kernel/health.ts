import { type RequestHandler, Router } from 'express';

/** `/healthz`: the process answers. `/readyz`: it can serve, asked of every `check` (a sentence when not). */
export function healthRoutes(checks: ReadonlyArray<() => string | null>, rule: RequestHandler): Router {
  const router = Router();
  router.get('/healthz', rule, (_req, res) => {
    res.setHeader('Cache-Control', 'no-store').type('text/plain').send('ok\n');
  });
  router.get('/readyz', rule, (_req, res) => {
    const problems = checks.map((check) => check()).filter((problem) => problem !== null);
    res.setHeader('Cache-Control', 'no-store').type('text/plain');
    if (problems.length === 0) res.send('ready\n');
    else res.status(503).send(`${problems.join('\n')}\n`);
  });
  return router;
}
