import { useEffect, useRef } from 'react';

/** Lets the keys I and O set start and end, wherever nothing is being typed. */
export function useInOutKeys(onIn: () => void, onOut: () => void): void {
  const newest = useRef({ onIn, onOut });
  newest.current = { onIn, onOut };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'i' || event.key === 'I') newest.current.onIn();
      else if (event.key === 'o' || event.key === 'O') newest.current.onOut();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="radio"]), textarea, select');
}
