import { openKept, readKept } from '../offline/kept-talk.ts';
import { keptFile } from './kept-media.ts';
import { partOf } from './part-of.ts';
import { shellPage } from './shell.ts';
import type { FetchEvent } from './worker-scope.ts';

/** How long a line may be silent before something stored is shown instead. */
const patienceMs = 4_000;

/** Answers that mean that the portal itself was not reached, only what stands before it. */
const isUnreached = ({ status }: Response) => status === 502 || status === 503 || status === 504;

/** The network's answer; what `stored` finds where there is no line, or one that stays silent. */
async function freshOr(
  fresh: Promise<Response>,
  stored: () => Promise<Response | undefined>,
): Promise<Response> {
  const answered = fresh.then(
    (answer) => (isUnreached(answer) ? undefined : answer),
    () => undefined,
  );
  const silence = new Promise<'silent'>((resolve) => setTimeout(resolve, patienceMs, 'silent'));
  const first = await Promise.race([answered, silence]);
  if (first instanceof Response) return first;
  return (await stored()) ?? fresh;
}

/** A page: always the newest one; without a line the kept talk, or the page that says what can be watched. */
export function answerPage(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const url = new URL(request.url);
  const load = async () => (await event.preloadResponse) ?? fetch(request);
  const fresh = load();
  const kept = () => keptPage(url);
  return freshOr(fresh, kept).then(
    async (answer) => (isUnreached(answer) ? ((await offlinePage(url)) ?? answer) : answer),
    async (error: unknown) => {
      const page = await offlinePage(url);
      if (page) return page;
      throw error;
    },
  );
}

async function keptPage({ pathname }: URL): Promise<Response | undefined> {
  const slug = slugOf(pathname, /^\/talks\/([^/]+)(?:\/transcript)?$/);
  if (slug === null || (await readKept(slug)) === null) return undefined;
  return (await openKept(slug)).match(pathname, { ignoreSearch: true, ignoreVary: true });
}

function offlinePage({ searchParams }: URL): Promise<Response | undefined> {
  return shellPage(searchParams.get('lang') ?? navigator.language);
}

/** What the portal says about a talk: newest first, else as it was when the talk was kept. */
export function answerTalk({ request }: FetchEvent): Promise<Response> {
  const { pathname } = new URL(request.url);
  return freshOr(fetch(request), async () => {
    const slug = slugOf(pathname, /^\/api\/v1\/talks\/([^/]+)/);
    if (slug === null || (await readKept(slug)) === null) return undefined;
    const cache = await openKept(slug);
    return (
      (await cache.match(request.url, { ignoreVary: true })) ??
      cache.match(pathname, { ignoreSearch: true, ignoreVary: true })
    );
  });
}

/** A built file: its name says what is in it, so whichever copy is there will do. */
export async function answerFile({ request }: FetchEvent): Promise<Response> {
  const stored = () => caches.match(request, { ignoreVary: true });
  try {
    const answer = await fetch(request);
    return answer.ok ? answer : ((await stored()) ?? answer);
  } catch (error) {
    const found = await stored();
    if (found) return found;
    throw error;
  }
}

/** A piece of a recording never changes: kept ones are not loaded again. */
export async function answerSegment({ request }: FetchEvent): Promise<Response> {
  const stored = await keptFile(new URL(request.url));
  if (!stored) return fetch(request);
  const range = request.headers.get('range');
  return range === null ? stored : partOf(stored, range);
}

/** Playlists, captions and pictures: asked for each time, so that what was taken back is gone; else as kept. */
export function answerMedia({ request }: FetchEvent): Promise<Response> {
  return freshOr(fetch(request), () => keptFile(new URL(request.url)));
}

function slugOf(pathname: string, pattern: RegExp): string | null {
  const found = pattern.exec(pathname)?.[1];
  try {
    return found === undefined ? null : decodeURIComponent(found);
  } catch {
    return null;
  }
}
