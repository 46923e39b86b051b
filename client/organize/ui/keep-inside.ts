import { type RefObject, useEffect } from 'react';

/** Calls `onLeave` when a press or the focus lands outside `root`, as long as it is active. */
export function useKeepInside(
  root: RefObject<HTMLElement | null>,
  isActive: boolean,
  onLeave: () => void,
): void {
  useEffect(() => {
    if (!isActive) return;
    const leave = ({ target }: Event) => {
      if (target instanceof Node && root.current?.contains(target) === false) onLeave();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  });
}
