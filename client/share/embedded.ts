import { whenPlayer } from '../player/handle.ts';
import type { PlayerIslandData } from '../player/island-data.ts';
import { offerPress } from '../player/press-to-play.ts';

/**
 * The picture inside somebody else's page: a poster with a button, and nothing more is loaded until it is pressed. With
 * `?autoplay=1`, or while the recording is still being prepared, the player comes at once.
 */
export function offerPlay(place: HTMLElement, data: PlayerIslandData): void {
  const isAtOnce = new URLSearchParams(location.search).get('autoplay') === '1';
  const video = document.createElement('video');
  if (data.recording?.playlistUrl == null) void bringPlayer(place, video);
  else if (isAtOnce) void bringPlayer(place, video).then(() => video.play().catch(() => undefined));
  else {
    const load = () => import('../player/mount.ts').catch(() => undefined); // a failure shows when it is pressed
    place.addEventListener('pointerenter', () => void load(), { once: true });
    offerPress(place, video, () => void bringPlayer(place, video));
  }
}

async function bringPlayer(place: HTMLElement, video: HTMLVideoElement): Promise<void> {
  const [{ mountPlayer }, { countView }] = await Promise.all([
    import('../player/mount.ts'),
    import('../views/count-view.ts'),
  ]);
  mountPlayer(place, video);
  const { data } = await whenPlayer();
  void countView(data.talkSlug);
  const page = place.closest<HTMLElement>('[data-embed]');
  for (const event of ['playing', 'pause', 'ended'])
    video.addEventListener(event, () => page?.toggleAttribute('data-playing', !video.paused));
}
