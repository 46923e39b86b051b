import { isWish, type KeptTalk, openKept, readKept, writeKept } from './kept-talk.ts';

/** How loading ended: by itself, because the reader ended it, because the browser has no room, or the files are gone. */
export type LoadEnd = 'whole' | 'stopped' | 'full' | 'gone';

/** What is told while a talk is loaded: `waiting` = there is no line, it goes on by itself. */
export interface LoadReport {
  talk: KeptTalk;
  isWaiting: boolean;
}

const atOnce = 3;
const writeEveryMs = 1_500;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

class Gone extends Error {}

/** Whether the browser refused to store something for want of room. */
export function isNoRoom(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/**
 * Loads what is missing of a kept talk, a few files at once; waits out a lost line; stores as it goes, so that another
 * page can go on where this one was left.
 */
export async function loadKept(
  slug: string,
  o: { signal: AbortSignal; onReport: (report: LoadReport) => void },
): Promise<LoadEnd> {
  const talk = await readKept(slug);
  if (!talk || isWish(talk)) return 'stopped';
  const cache = await openKept(slug);
  const missing = talk.files.filter(({ sizeBytes }) => sizeBytes === null);
  let writtenAtMs = performance.now();
  let end: LoadEnd | null = null;
  let waiting = 0;

  const report = () => o.onReport({ talk, isWaiting: waiting > 0 });
  const isOver = () => o.signal.aborted || end !== null;

  const store = async (path: string) => {
    const answer = await fetch(talk.folder + path, { signal: o.signal, cache: 'no-store' });
    if (answer.status === 404 || answer.status === 410) throw new Gone();
    if (!answer.ok) throw new TypeError(`${path} answered ${answer.status}.`);
    // Read whole before it is stored: half a file is none.
    const body = await answer.blob();
    const headers = { 'Content-Type': answer.headers.get('Content-Type') ?? body.type };
    await cache.put(talk.folder + path, new Response(body, { headers }));
    return body.size;
  };

  const storePatiently = async (path: string): Promise<number | null> => {
    for (let waitMs = firstWaitMs; !isOver(); waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        return await store(path);
      } catch (error) {
        if (isOver()) return null;
        if (error instanceof Gone) end = 'gone';
        else if (isNoRoom(error)) end = 'full';
        else await lineOr(waitMs);
      }
    }
    return null;
  };

  const lineOr = async (waitMs: number) => {
    waiting += 1;
    report();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      window.addEventListener('online', done, { once: true });
      o.signal.addEventListener('abort', done, { once: true });
    });
    waiting -= 1;
  };

  const work = async () => {
    for (let file = missing.shift(); file && !isOver(); file = missing.shift()) {
      file.sizeBytes = await storePatiently(file.path);
      if (isOver()) return;
      report();
      if (performance.now() - writtenAtMs < writeEveryMs) continue;
      writtenAtMs = performance.now();
      await writeKept(talk);
    }
  };

  report();
  await Promise.all(Array.from({ length: atOnce }, work));
  const isWhole = talk.files.every(({ sizeBytes }) => sizeBytes !== null);
  if (isWhole) talk.state = 'whole';
  // Whoever removed it meanwhile must not find it again.
  const current = await readKept(slug);
  if (current && end !== 'gone') await writeKept(isWhole ? talk : { ...talk, state: current.state });
  if (isWhole) return 'whole';
  return end ?? 'stopped';
}
