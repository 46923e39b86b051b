import type { PlayerIslandData } from '../player/island-data.ts';

const triangle = 'M8 5v14l11-7z';

/**
 * The picture inside somebody else's page: a poster with a button, and nothing more is loaded until it is pressed. With
 * `?autoplay=1`, or while the recording is still being prepared, the player comes at once.
 */
export function offerPlay(place: HTMLElement, data: PlayerIslandData): void {
  const isAtOnce = new URLSearchParams(location.search).get('autoplay') === '1';
  if (data.recording?.playlistUrl == null) void bringPlayer(place, false);
  else if (isAtOnce) void bringPlayer(place, true);
  else showPoster(place);
}

function showPoster(place: HTMLElement): void {
  const video = place.querySelector('video');
  video?.removeAttribute('controls');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'embed-play';
  button.setAttribute('aria-label', video?.getAttribute('aria-label') ?? '');
  button.append(drawing());
  const begin = () => import('../player/mount.ts').catch(() => undefined); // a failure shows when it is pressed
  button.addEventListener('pointerenter', () => void begin(), { once: true });
  button.addEventListener('click', () => {
    button.remove();
    void bringPlayer(place, true);
  });
  place.append(button);
}

async function bringPlayer(place: HTMLElement, plays: boolean): Promise<void> {
  const [{ mountPlayer }, { whenPlayer }, { countView }] = await Promise.all([
    import('../player/mount.ts'),
    import('../player/handle.ts'),
    import('../views/count-view.ts'),
  ]);
  mountPlayer(place);
  const { video, data } = await whenPlayer();
  void countView(data.talkSlug);
  const page = place.closest<HTMLElement>('[data-embed]');
  for (const event of ['playing', 'pause', 'ended'])
    video.addEventListener(event, () => page?.toggleAttribute('data-playing', !video.paused));
  if (!plays) return;
  place.querySelector<HTMLElement>('[role="group"]')?.focus();
  // Where the browser wants a hand on the frame first, the player's own button is there.
  await video.play().catch(() => undefined);
}

function drawing(): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', triangle);
  svg.append(path);
  return svg;
}
