import { savesData } from '../offline/save-data.ts';

/** How long a loaded page stays quiet before the player comes by itself. */
const quietMs = 5000;

/** Signs that somebody is at the page. */
const signs = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'focusin', 'wheel', 'scroll'] as const;

/**
 * Calls `begin` once: at the reader's first move, else when the page has been loaded and quiet for a while. Who spares
 * the line has it at the first move alone.
 */
export function whenWanted(begin: () => void): void {
  const abort = new AbortController();
  const once = () => {
    if (abort.signal.aborted) return;
    abort.abort();
    begin();
  };
  for (const sign of signs) addEventListener(sign, once, { passive: true, signal: abort.signal });
  if (savesData()) return;
  const whenLoaded = () =>
    setTimeout(() => ('requestIdleCallback' in window ? requestIdleCallback(once) : once()), quietMs);
  if (document.readyState === 'complete') whenLoaded();
  else addEventListener('load', whenLoaded, { once: true, signal: abort.signal });
}
