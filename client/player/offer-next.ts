import type { PlayerMessages } from '../i18n/live.ts';
import type { PlayerIslandData } from './island-data.ts';
import { findNext, goToNext } from './next-talk.ts';

/** At the end of the talk, offers the next one to start by itself, where the viewer asked for that. */
export function offerNext(options: {
  root: HTMLElement;
  video: HTMLVideoElement;
  data: PlayerIslandData;
  messages: PlayerMessages;
  isWanted: () => boolean;
}): void {
  const { root, video, data, messages, isWanted } = options;
  const offer = async () => {
    if (!isWanted()) return;
    const [next, { showUpNext }] = await Promise.all([
      findNext(data.talkSlug, data.language),
      import('./views/up-next.ts'),
    ]);
    if (next && video.ended) showUpNext({ root, video, next, messages, go: () => goToNext(next.slug) });
  };
  // Without a line there is nothing to go on to.
  video.addEventListener('ended', () => void offer().catch(() => undefined));
}
