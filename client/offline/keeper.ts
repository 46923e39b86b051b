import { paths } from '#server/contract/paths.ts';
import type { Talk } from '#server/contract/wire.ts';
import {
  isWish,
  type KeptTalk,
  keptChannel,
  listKept,
  readKept,
  removeKept,
  removeStored,
  storedBytes,
  writeKept,
} from './kept-talk.ts';
import { isNoRoom, type LoadEnd, type LoadReport, loadKept } from './load-kept.ts';
import { isKeepable, planKeep } from './plan-keep.ts';

/** Why a talk is no longer kept without anybody having removed it. */
export type KeepProblem = Extract<LoadEnd, 'full' | 'gone'>;

/** What a listener is told about one talk; `talk` null = it is no longer kept. */
export interface KeepNews {
  slug: string;
  talk: KeptTalk | null;
  isWaiting: boolean;
  problem: KeepProblem | null;
  /** With `full`: what there was no room for. */
  missingBytes?: number;
}

const channel = new BroadcastChannel(keptChannel);
const listeners = new Set<(news: KeepNews) => void>();
const loading = new Map<string, AbortController>();

function tell(news: KeepNews): void {
  for (const listener of listeners) listener(news);
  channel.postMessage(news);
}

channel.onmessage = ({ data }: MessageEvent<KeepNews>) => {
  if (data.talk === null || data.talk.state === 'paused') loading.get(data.slug)?.abort();
  for (const listener of listeners) listener(data);
};

/** Calls back with every change of a kept talk, whichever page of the portal makes it. */
export function onKeepNews(listener: (news: KeepNews) => void): void {
  listeners.add(listener);
}

/**
 * Keeps a talk in one quality; resolves when it is being loaded.
 * @throws {Error} where what it consists of cannot be found out
 */
export async function keepTalk(talk: Talk, quality: string): Promise<void> {
  if (!isKeepable(talk.recording)) throw new Error('The recording is not ready yet.');
  // Browsers ask or decide by themselves; without it they may drop what is kept when the disk is full.
  await navigator.storage?.persist?.().catch(() => false);
  const before = await readKept(talk.slug);
  try {
    await writeKept(await planKeep(talk, talk.recording, quality));
  } catch (error) {
    // A wish outlives the page on which it could not be met.
    if (!before || !isWish(before) || isNoRoom(error)) await removeKept(talk.slug);
    throw error;
  }
  await announce(talk.slug);
  goOn(talk.slug);
}

/** Goes on loading a kept talk, unless another page of the portal does. */
export function goOn(slug: string): void {
  if (loading.has(slug)) return;
  const abort = new AbortController();
  loading.set(slug, abort);
  const report = ({ talk, isWaiting }: LoadReport) => {
    if (!abort.signal.aborted) tell({ slug, talk, isWaiting, problem: null });
  };
  const load = async (lock: Lock | null) => {
    if (!lock) return;
    const end = await loadKept(slug, { signal: abort.signal, onReport: report }).catch(endOf);
    if (end !== 'full' && end !== 'gone')
      return tell({ slug, talk: await readKept(slug), isWaiting: false, problem: null });
    // Half a talk is none.
    const talk = await readKept(slug);
    await removeKept(slug);
    const missingBytes = talk ? Math.max(0, talk.expectedBytes - storedBytes(talk)) : 0;
    tell({ slug, talk: null, isWaiting: false, problem: end, missingBytes });
  };
  // Without locks two pages may load the same file twice; both store the same bytes.
  const locked = navigator.locks
    ? navigator.locks.request(`rostrum-keep ${slug}`, { ifAvailable: true }, load)
    : load({ name: slug, mode: 'exclusive' });
  void Promise.resolve(locked).finally(() => {
    if (loading.get(slug) === abort) loading.delete(slug);
  });
}

/** Lets a kept talk rest, or go on. */
export async function pauseKept(slug: string, isPaused: boolean): Promise<void> {
  const talk = await readKept(slug);
  if (!talk || talk.state === 'whole') return;
  if (isPaused) stop(slug);
  await writeKept({ ...talk, state: isPaused ? 'paused' : 'loading' });
  await announce(slug);
  if (!isPaused) goOn(slug);
}

/** Removes a kept talk, whole or not. */
export async function dropKept(slug: string): Promise<void> {
  stop(slug);
  await removeKept(slug);
  tell({ slug, talk: null, isWaiting: false, problem: null });
}

/**
 * Removes what is stored of a talk that is to be kept anew; what stays is the wish, should the page be left or the line be
 * lost before it is met.
 */
export async function dropFiles(talk: KeptTalk): Promise<void> {
  stop(talk.slug);
  // The wish first: a page that is left in between finds it, and does the rest again.
  await writeKept({ ...talk, files: [], pageBytes: 0, state: 'loading', checkedAtMs: 0 });
  await removeStored(talk.slug);
  await announce(talk.slug);
}

/** Goes on with every talk that another page had begun to load. */
export async function goOnWithAll(): Promise<void> {
  for (const talk of await listKept()) if (talk.state === 'loading') goOn(talk.slug);
}

/** Asks the portal for a talk as it is now; null = it is no longer public; throws without a line. */
export async function askForTalk(slug: string): Promise<Talk | null> {
  const answer = await fetch(paths.api.talk(slug), { cache: 'no-cache' });
  if (answer.status === 404 || answer.status === 410) return null;
  if (!answer.ok) throw new Error(`The talk answered ${answer.status}.`);
  return (await answer.json()) as Talk; // our own API, described by the same type
}

/** Whatever else went wrong may go right another time. */
function endOf(error: unknown): LoadEnd {
  return isNoRoom(error) ? 'full' : 'stopped';
}

function stop(slug: string): void {
  loading.get(slug)?.abort();
  loading.delete(slug);
}

async function announce(slug: string): Promise<void> {
  tell({ slug, talk: await readKept(slug), isWaiting: false, problem: null });
}
