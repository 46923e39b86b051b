import { type RequestHandler, Router } from 'express';
import { paths } from '#server/contract/paths.ts';
import { listQuerySchema } from '#server/contract/schemas.ts';
import type { Job, JobQueue } from '#server/jobs/queue.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import type { JobControl } from './job-control.ts';
import type { JobFeed } from './job-feed.ts';
import { logText } from './job-log.ts';
import { toWireJob } from './job-wire.ts';
import { readCursor, writeCursor } from './list-cursor.ts';

const heartbeatMs = 15_000;
const one = `${paths.api.jobs()}/:id`;

/**
 * The organizers' view of the queue: a list, each job with its log, news as server-sent events (WHATWG HTML, 9.2), and
 * the ways to stop a job or try it again.
 */
export function jobRoutes(o: {
  queue: JobQueue;
  feed: JobFeed;
  control: JobControl;
  requireOrganizer: RequestHandler;
}): Router {
  const router = Router();

  router.get(paths.api.jobs(), o.requireOrganizer, (req, res) => {
    const { limit, cursor } = validated(listQuerySchema, req.query);
    const after = readCursor(cursor);
    const jobs = o.queue.list({ limit: limit + 1, ...(after && { after }) });
    const items = jobs.slice(0, limit);
    const last = jobs.length > limit ? items.at(-1) : undefined;
    const nextCursor = last === undefined ? null : writeCursor(last);
    sendJson(req, res, { items: items.map(toWireJob), nextCursor }, { cache: 'private' });
  });

  router.get(paths.api.jobEvents(), o.requireOrganizer, (req, res) => {
    res.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // no-transform keeps the compression away, which would hold events back; the other is for nginx.
      'Cache-Control': 'private, no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    if (req.method === 'HEAD') {
      res.end();
      return;
    }
    // Events are states, not changes: whoever comes back with a Last-Event-ID starts from how things are now.
    const send = (name: string, data: unknown) =>
      res.write(`id: ${Date.now()}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    res.write('retry: 2000\n\n');
    for (const job of o.queue.unfinished(200)) send(`job.${job.state}`, toWireJob(job));
    const stopListening = o.feed.listen(({ name, job }) => send(name, toWireJob(job)));
    const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs);
    req.on('close', () => {
      stopListening();
      clearInterval(heartbeat);
    });
  });
  router.all([paths.api.jobs(), paths.api.jobEvents()], methodNotAllowed('GET, HEAD'));

  router.get(one, o.requireOrganizer, (req, res) => {
    sendJson(req, res, toWireJob(existing(o.queue, req.params)), { cache: 'private' });
  });
  router.get(`${one}/log`, o.requireOrganizer, (req, res) => {
    const { id } = existing(o.queue, req.params);
    res.setHeader('Cache-Control', 'private, no-store');
    res.type('text/plain; charset=utf-8').send(logText(o.queue.log(id)));
  });
  router.post(`${one}/cancel`, o.requireOrganizer, (req, res) => {
    sendJson(req, res, toWireJob(o.control.cancel(idOf(req.params))), { cache: 'private' });
  });
  router.post(`${one}/retry`, o.requireOrganizer, (req, res) => {
    sendJson(req, res, toWireJob(o.control.retry(idOf(req.params))), { cache: 'private' });
  });
  router.all([one, `${one}/log`], methodNotAllowed('GET, HEAD'));
  router.all([`${one}/cancel`, `${one}/retry`], methodNotAllowed('POST'));
  return router;
}

function idOf(params: object): string {
  return (params as { id: string }).id; // every path above has it
}

function existing(queue: JobQueue, params: object): Job {
  const job = queue.get(idOf(params));
  if (job === null) throw notFound('such job');
  return job;
}
