import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { paths } from '#server/contract/paths.ts';
import { listQuerySchema } from '#server/contract/schemas.ts';
import type { JobQueue } from '#server/jobs/queue.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, sendJson, validated } from '#server/kernel/http.ts';
import type { JobFeed } from './job-feed.ts';
import { toWireJob } from './job-wire.ts';

const heartbeatMs = 15_000;
const cursorSchema = z.tuple([z.number().int(), z.string().max(100)]);

/** The organizers' view of the queue: a list, and news as server-sent events (WHATWG HTML, 9.2). */
export function jobRoutes(o: { queue: JobQueue; feed: JobFeed; requireOrganizer: RequestHandler }): Router {
  const router = Router();

  router.get(paths.api.jobs(), o.requireOrganizer, (req, res) => {
    const { limit, cursor } = validated(listQuerySchema, req.query);
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const jobs = o.queue.list({ limit: limit + 1, ...(after && { after }) });
    const items = jobs.slice(0, limit);
    const last = jobs.length > limit ? items.at(-1) : undefined;
    const nextCursor = last === undefined ? null : writeCursor([last.createdMs, last.id]);
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
  return router;
}

function writeCursor(at: z.infer<typeof cursorSchema>): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url');
}

function readCursor(cursor: string): { createdMs: number; id: string } {
  try {
    const [createdMs, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { createdMs, id };
  } catch (cause) {
    throw new AppError('invalid', 'The cursor is none that this list gave.', { cause });
  }
}
