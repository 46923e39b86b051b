import { useEffect, useRef } from 'react';

/** What the keys of a preview do. */
interface KeyActions {
  /** I */
  onIn: () => void;
  /** O */
  onOut: () => void;
  /** Space, where nothing has the focus that knows it by itself. */
  onSpace: () => void;
}

/** Lets the keys I, O and Space work on a preview, wherever nothing is being typed. */
export function useInOutKeys(actions: KeyActions): void {
  const newest = useRef(actions);
  newest.current = actions;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'i' || event.key === 'I') newest.current.onIn();
      else if (event.key === 'o' || event.key === 'O') newest.current.onOut();
      else if (event.key === ' ' && !isPressable(event.target)) {
        event.preventDefault();
        newest.current.onSpace();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('a, button, input, summary, video');
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="radio"]), textarea, select');
}
