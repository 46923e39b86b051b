/** Keeps what is being said in sight, until the reader looks elsewhere. */
export interface Follow {
  /** Brings a piece of the text into sight where it is followed. */
  show(target: HTMLElement): void;
  /** Brings it into sight whether it is followed or not. */
  reveal(target: HTMLElement): void;
  /** The reader looks elsewhere: nothing moves under their eyes any more. */
  pause(): void;
  resume(): void;
  isOn(): boolean;
}

const scrollKeys = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown', ' ']);

/**
 * Follows within `scroller` alone, never the page. Whoever scrolls there, by wheel, finger, bar or key, has looked
 * elsewhere; what scrolls by script is not taken for that.
 */
export function createFollow(scroller: HTMLElement, onChange: (isOn: boolean) => void): Follow {
  let isOn = true;
  const set = (wanted: boolean) => {
    if (isOn === wanted) return;
    isOn = wanted;
    onChange(isOn);
  };
  const pause = () => set(false);
  scroller.addEventListener('wheel', pause, { passive: true });
  scroller.addEventListener('touchmove', pause, { passive: true });
  scroller.addEventListener('pointerdown', (event) => {
    if (event.target === scroller) pause(); // its bar
  });
  scroller.addEventListener('keydown', (event) => {
    if (scrollKeys.has(event.key)) pause();
  });

  const reveal = (target: HTMLElement) => {
    const frame = scroller.getBoundingClientRect();
    const { top, bottom } = target.getBoundingClientRect();
    if (frame.height === 0) return;
    const isInSight = top >= frame.top + frame.height * 0.08 && bottom <= frame.bottom - frame.height * 0.3;
    if (isInSight) return;
    const by = top - frame.top - frame.height * 0.25;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches || Math.abs(by) > 2 * frame.height;
    scroller.scrollBy({ top: by, behavior: isCalm ? 'instant' : 'smooth' });
  };

  return {
    show: (target) => isOn && reveal(target),
    reveal,
    pause,
    resume: () => set(true),
    isOn: () => isOn,
  };
}
