import { whenPlayer } from './handle.ts';

/** So long a press waits for the player. */
const patienceMs = 10_000;

/**
 * Makes the link over the poster a button; where the player does not come it is a link to the file again.
 * @param video plays when it can be played
 */
export function offerPress(place: HTMLElement, video: HTMLVideoElement, onPress: () => void): void {
  const button = place.querySelector<HTMLElement>('[data-play]');
  if (!button) return;
  button.role = 'button';
  let pressedMs: number | null = null;
  const press = (event: Event) => {
    if (pressedMs !== null && event.timeStamp - pressedMs > patienceMs) return;
    event.preventDefault();
    pressedMs ??= event.timeStamp;
    button.setAttribute('aria-busy', 'true');
    // There is nothing to play yet; but Safari lets an element play from now on that was told to during a press.
    video.play().catch(() => undefined);
    onPress();
    void whenPlayer().then(() => {
      const { activeElement } = document;
      if (activeElement === button || activeElement === document.body)
        place.querySelector<HTMLElement>('media-play-button')?.focus({ preventScroll: true });
      // Where the browser wants another press, the player's own button is there.
      video.play().catch(() => undefined);
    });
  };
  button.addEventListener('click', press);
  button.addEventListener('keydown', (event) => {
    if (event.key === ' ') press(event);
  });
}
