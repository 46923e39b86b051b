import { paths } from '#server/contract/paths.ts';
import { pageLocale } from '../i18n/live.ts';
import { type PlayerHandle, whenPlayer } from '../player/handle.ts';

/** So much of a talk must really have been watched; of a shorter one, half. */
const countsAfterMs = 10_000;

/** Tells the server of one view once some seconds were watched, and shows the new count where the page has one. */
export async function countView(slug: string): Promise<void> {
  await watched(await whenPlayer());
  try {
    const response = await fetch(paths.api.view(slug), {
      ...{ method: 'POST', keepalive: true, credentials: 'omit' },
    });
    if (!response.ok) return;
    const { views } = (await response.json()) as { views: number }; // our own API
    const shown = document.querySelector('[data-views]');
    if (shown) shown.textContent = new Intl.NumberFormat(pageLocale()).format(views);
  } catch {
    // A view that the network lost is not counted.
  }
}

/** When the talk has played long enough: time that the picture moved, not time that was skipped. */
function watched({ video }: PlayerHandle): Promise<void> {
  return new Promise((resolve) => {
    let watchedMs = 0;
    let lastMs = performance.now();
    const look = () => {
      const nowMs = performance.now();
      // Events come four times a second; a longer pause was none of watching.
      if (!video.paused && !video.seeking) watchedMs += Math.min(nowMs - lastMs, 500);
      lastMs = nowMs;
      if (watchedMs < Math.min(countsAfterMs, (video.duration * 1000) / 2 || countsAfterMs)) return;
      video.removeEventListener('timeupdate', look);
      resolve();
    };
    video.addEventListener('timeupdate', look);
  });
}
