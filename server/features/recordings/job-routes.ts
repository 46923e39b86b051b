import { Router } from 'express';
import { paths } from '#server/contract/paths.ts';
import { listQuerySchema } from '#server/contract/schemas.ts';
import { forOrganizers, forOrganizersOf } from '#server/features/accounts/access.ts';
import { actorOf, presentActor } from '#server/features/accounts/actor.ts';
import { allowedPage } from '#server/features/accounts/allowed-page.ts';
import type { Belongings } from '#server/features/accounts/belongings.ts';
import type { Job, JobQueue } from '#server/jobs/queue.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import type { JobControl } from './job-control.ts';
import type { JobFeed } from './job-feed.ts';
import { recordingOf } from './job-kinds.ts';
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
  belongings: Belongings;
}): Router {
  const router = Router();
  const forItsOrganizers = forOrganizersOf((req) => o.belongings.job(String(req.params.id)), 'job');

  router.get(paths.api.jobs(), forOrganizers, (req, res) => {
    const { limit, cursor } = validated(listQuerySchema, req.query);
    const { items, next } = allowedPage<Job, { createdMs: number; id: string }>({
      limit,
      after: readCursor(cursor) ?? null,
      read: (count, after) => o.queue.list({ limit: count, ...(after && { after }) }),
      positionOf: ({ createdMs, id }) => ({ createdMs, id }),
      isAllowed: (job) => o.belongings.maySeeRecording(actorOf(req), recordingOf(job)),
    });
    const body = { items: items.map(toWireJob), nextCursor: next && writeCursor(next) };
    sendJson(req, res, body, { cache: 'private' });
  });

  router.get(paths.api.jobEvents(), forOrganizers, (req, res) => {
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
    // Who listens is asked again each time: an ended session hears nothing more.
    const listener = () => {
      const actor = presentActor(req);
      if (actor === null || actor.role === 'viewer') res.end();
      return res.writableEnded ? null : actor;
    };
    const send = (name: string, job: Job) => {
      const actor = listener();
      if (actor === null || !o.belongings.maySeeRecording(actor, recordingOf(job))) return;
      res.write(`id: ${Date.now()}\nevent: ${name}\ndata: ${JSON.stringify(toWireJob(job))}\n\n`);
    };
    res.write('retry: 2000\n\n');
    for (const job of o.queue.unfinished(200)) send(`job.${job.state}`, job);
    const stopListening = o.feed.listen(({ name, job }) => send(name, job));
    const heartbeat = setInterval(() => listener() && res.write(': still here\n\n'), heartbeatMs);
    res.on('close', () => {
      stopListening();
      clearInterval(heartbeat);
    });
  });
  router.all([paths.api.jobs(), paths.api.jobEvents()], methodNotAllowed('GET, HEAD'));

  router.get(one, forItsOrganizers, (req, res) => {
    sendJson(req, res, toWireJob(existing(o.queue, req.params)), { cache: 'private' });
  });
  router.get(`${one}/log`, forItsOrganizers, (req, res) => {
    const { id } = existing(o.queue, req.params);
    res.setHeader('Cache-Control', 'private, no-store');
    res.type('text/plain; charset=utf-8').send(logText(o.queue.log(id)));
  });
  router.post(`${one}/cancel`, forItsOrganizers, (req, res) => {
    sendJson(req, res, toWireJob(o.control.cancel(idOf(req.params))), { cache: 'private' });
  });
  router.post(`${one}/retry`, forItsOrganizers, (req, res) => {
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
