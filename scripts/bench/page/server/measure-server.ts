import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadReport } from '../../import/programmes/paced-load.ts';
import type { Figure } from '../../import/programmes.ts';
import { readProgram } from '../../transcode/run-program.ts';
import { withStore } from '../library/large-library.ts';
import { serveLibrary } from '../library/serve.ts';
import type { LoadOrder, Saturation } from './load-child.ts';
import { spread } from './spread.ts';

const perSecond = 50;
const mostP95Ms = 15;
const leastPerSecond = 300;
const saturatedMs = 10_000;
const connections = 32;
/** Of processor time in two seconds. */
const calmSeconds = 0.2;

/** How many of a thousand pages are of each kind, subjects as lists of their talks; the home page and the lists come on top. */
const shares = { talks: 620, conferences: 100, speakers: 200, tags: 50, searches: 25 } as const;

/**
 * Asks a large library for a thousand different pages at a fixed pace, first when none was asked for before, then again, and at
 * last as fast as they come. The load comes from a process of its own.
 * @param o.folder for the orders
 */
export async function measureServer(o: {
  dataDir: string;
  folder: string;
  say: (sentence: string) => void;
}): Promise<Figure[]> {
  const pages = withStore(o.dataDir, (store) => [
    ...spread(store.slugs('talks'), shares.talks).map((slug) => `/talks/${encodeURIComponent(slug)}`),
    ...spread(store.slugs('conferences'), shares.conferences).map(
      (slug) => `/conferences/${encodeURIComponent(slug)}`,
    ),
    ...spread(store.slugs('speakers'), shares.speakers).map(
      (slug) => `/speakers/${encodeURIComponent(slug)}`,
    ),
    ...spread(store.slugs('tags'), shares.tags).map((slug) => `/talks?tag=${encodeURIComponent(slug)}`),
    ...spread(store.slugs('tags'), shares.searches).map(
      (slug) => `/search?q=${encodeURIComponent(slug.replaceAll('-', ' '))}`,
    ),
    ...['/', '/conferences', '/talks', '/topics', '/speakers'],
  ]);
  const portal = await serveLibrary(o);
  try {
    await related(o);
    const urls = mixed(pages).map((path) => `${portal.url}${path}`);
    await calm(portal.url);
    const order: LoadOrder = { urls, perSecond, durationMs: (urls.length / perSecond) * 1000, connections };
    const load = async <T>(kind: 'paced' | 'saturated', given: LoadOrder): Promise<T> => {
      const path = join(o.folder, 'load.json');
      await writeFile(path, JSON.stringify(given));
      const args = [join(import.meta.dirname, 'load-child.ts'), kind, path];
      return JSON.parse(await readProgram({ program: process.execPath, args })) as T; // load-child.ts prints it
    };
    o.say(`${urls.length} pages at ${perSecond} a second, cold`);
    const cold = await load<LoadReport>('paced', order);
    o.say('the same again, warm');
    const warm = await load<LoadReport>('paced', order);
    o.say('as fast as they come');
    // Searches of one address are limited to 300 a minute.
    const unlimited = urls.filter((url) => !url.startsWith(`${portal.url}/search?`));
    const most = await load<Saturation>('saturated', { ...order, urls: unlimited, durationMs: saturatedMs });
    return [paceFigure('cold', cold), paceFigure('warm', warm), saturationFigure(most, unlimited.length)];
  } finally {
    await portal.stop();
  }
}

/** The server relates new talks to each other beside requests, minutes long in a library that has just been made. */
async function related(o: { dataDir: string; say: (sentence: string) => void }): Promise<void> {
  for (let told = false; withStore(o.dataDir, (store) => store.unrelated()) > 0; told = true) {
    if (!told) o.say('waiting until the talks are related to each other');
    await sleep(2000);
  }
}

/** A start puts the library in order and makes its first pages; what is measured comes after. */
async function calm(url: string): Promise<void> {
  let before = Number.NaN;
  for (let now = await usedSeconds(url); !(now - before < calmSeconds); now = await usedSeconds(url)) {
    before = now;
    await sleep(2000);
  }
}

/** Processor time that the server has used so far. */
async function usedSeconds(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^rostrum_process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]);
}

function paceFigure(name: string, report: LoadReport): Figure {
  const { requests, failures, p50Ms, p95Ms, p99Ms } = report;
  const words = [
    `p95 ${p95Ms.toFixed(1)} ms`,
    `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`,
    ...(failures === 0 ? [] : [`${failures} failed`]),
  ];
  return {
    figure: `${requests} different pages at ${perSecond} requests a second, ${name}`,
    must: `p95 at most ${mostP95Ms} ms`,
    measured: words.join('; '),
    holds: failures === 0 && p95Ms <= mostP95Ms,
  };
}

function saturationFigure({ perSecond: rate, failures }: Saturation, pageCount: number): Figure {
  return {
    figure: `saturation, ${connections} connections over ${pageCount} pages, warm`,
    must: `at least ${leastPerSecond} requests a second`,
    measured: `${rate.toFixed(0)}${failures === 0 ? '' : `, ${failures} failed`}`,
    holds: failures === 0 && rate >= leastPerSecond,
  };
}

/** The same order every time, in which kinds of pages follow each other as they come. */
function mixed(pages: readonly string[]): string[] {
  const step = 389; // prime, so that each page is met once
  return pages.map((_, i) => pages[(i * step) % pages.length] ?? '');
}
