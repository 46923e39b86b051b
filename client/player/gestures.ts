const doubleTapMs = 320;
const edgeShare = 0.36;

/**
 * Double taps on the left and right of the picture skip back and on, further taps skip further; a single tap is left to
 * the controls, which it shows and hides. A double click of the mouse fills the screen.
 */
export function listenToGestures(options: {
  /** What receives taps on the picture itself, as opposed to its controls. */
  surface: HTMLElement;
  video: HTMLVideoElement;
  skip: (direction: 1 | -1) => void;
  toggleFullscreen: () => void;
}): void {
  const { surface, video, skip, toggleFullscreen } = options;
  let last: { atMs: number; side: number } | null = null;

  const isOnPicture = (event: Event) => event.target === surface || event.target === video;
  const sideOf = (x: number) => {
    const { left, width } = surface.getBoundingClientRect();
    const share = (x - left) / width;
    if (share < edgeShare) return -1;
    return share > 1 - edgeShare ? 1 : 0;
  };

  surface.addEventListener('pointerup', (event) => {
    if (event.pointerType !== 'touch' || !isOnPicture(event)) return;
    const side = sideOf(event.clientX);
    const isAgain = last !== null && last.side === side && event.timeStamp - last.atMs < doubleTapMs;
    last = { atMs: event.timeStamp, side };
    if (isAgain && side !== 0) skip(side);
  });
  surface.addEventListener('dblclick', (event) => {
    const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (isOnPicture(event) && !isTouch && last === null) toggleFullscreen();
  });
}
