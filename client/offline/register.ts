import { listKept } from './kept-talk.ts';
import { savesData } from './save-data.ts';

/** Registers the portal's service worker; resolves when it works, rejects where there can be none. */
export async function startWorker(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  await navigator.serviceWorker.ready;
}

/** Says whether this browser can keep talks: a secure context with a service worker and caches. */
export function canKeep(): boolean {
  return 'serviceWorker' in navigator && 'caches' in globalThis && 'BroadcastChannel' in globalThis;
}

/**
 * After the page and all that it shows is loaded: registers the service worker, then looks after the talks that are
 * kept. Readers who spare their line get the worker only when they keep something.
 */
export function workOffline(): void {
  if (!canKeep()) return;
  const begin = async () => {
    const isKeeping = (await listKept()).length > 0;
    if (!isKeeping && savesData() && !navigator.serviceWorker.controller) return;
    await startWorker();
    if (!isKeeping) return;
    const look = () => void import('./recheck.ts').then(({ recheckKept }) => recheckKept());
    window.addEventListener('online', look);
    look();
  };
  // Without it everything but watching offline works.
  const later = () => setTimeout(() => void begin().catch(() => undefined), 500);
  if (document.readyState === 'complete') later();
  else window.addEventListener('load', later, { once: true });
}
