import { type RequestHandler, Router } from 'express';
import { LRUCache } from 'lru-cache';
import { paths } from '#server/contract/paths.ts';
import { everyone } from '#server/features/accounts/access.ts';
import { methodNotAllowed, notFound, sendWithEtag } from '#server/kernel/http.ts';
import { makeSchedule } from './make-schedule.ts';
import type { Schedule } from './schedule.ts';
import type { ScheduleExportStore } from './store.ts';
import { writeScheduleJson } from './write-json.ts';
import { writeScheduleXml } from './write-xml.ts';

const longestCachedBytes = 24 * 1024 * 1024;

/**
 * The schedules of public conferences, as XML and as JSON. One is made once for each state of the library, whoever asks
 * meanwhile waits for it.
 * @param o.publicUrl the portal's address; null = the one it is asked by
 * @param o.revision grows with every change that viewers could see
 */
export function scheduleExportRoutes(o: {
  store: ScheduleExportStore;
  publicUrl: string | null;
  revision: () => number;
}): Router {
  const made = new LRUCache<string, Buffer>({
    maxSize: longestCachedBytes,
    sizeCalculation: (body) => body.length + 1,
  });
  const underWay = new Map<string, Promise<Buffer | null>>();

  const build = async (
    given: { slug: string; portal: string; url: string },
    write: (schedule: Schedule) => string,
  ) => {
    const schedule = await makeSchedule(o.store, given);
    return schedule && Buffer.from(write(schedule));
  };

  const handler =
    (
      address: (slug: string) => string,
      type: string,
      write: (schedule: Schedule) => string,
    ): RequestHandler =>
    async (req, res) => {
      const slug = String(req.params.slug);
      const portal =
        o.publicUrl?.replace(/\/+$/, '') ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`;
      const url = portal + address(slug);
      const key = `${o.revision()} ${url}`;
      const known = made.get(key);
      const wanted = known ?? (await (underWay.get(key) ?? start(key, build({ slug, portal, url }, write))));
      if (wanted === null) throw notFound('such conference');
      res.setHeader('Access-Control-Allow-Origin', '*');
      sendWithEtag(req, res, { body: wanted, type, cache: 'public' });
    };

  const start = (key: string, work: Promise<Buffer | null>) => {
    const settled = work
      .then((body) => {
        if (body !== null) made.set(key, body);
        return body;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, settled);
    return settled;
  };

  const router = Router({ caseSensitive: true });
  const xml = '/conferences/:slug/schedule.xml';
  const json = '/conferences/:slug/schedule.json';
  router.get(xml, everyone, handler(paths.scheduleXml, 'application/xml; charset=utf-8', writeScheduleXml));
  router.get(
    json,
    everyone,
    handler(paths.scheduleJson, 'application/json; charset=utf-8', writeScheduleJson),
  );
  router.all([xml, json], methodNotAllowed('GET, HEAD'));
  return router;
}
