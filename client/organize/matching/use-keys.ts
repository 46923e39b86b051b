import { useCallback, useEffect, useRef, useState } from 'react';

const sameAs: Readonly<Record<string, string>> = { ArrowDown: 'j', ArrowUp: 'k' };
const stored = 'organize-matching-keys';

/** Whether single keys do something (WCAG 2.1.4: they can be turned off), and how to turn them on and off. */
export interface Keys {
  areOn: boolean;
  turn: (areOn: boolean) => void;
}

/** Listens for single keys wherever nobody is typing; `actions` by the key's name. */
export function useKeys(isListening: boolean, actions: Readonly<Record<string, () => void>>): Keys {
  const [areOn, setOn] = useState(() => localStorage.getItem(stored) !== 'off');
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!isListening || !areOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const { target } = event;
      if (target instanceof Element && isTaken(target, event.key)) return;
      const action = latest.current[sameAs[event.key] ?? event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isListening, areOn]);
  const turn = useCallback((next: boolean) => {
    localStorage.setItem(stored, next ? 'on' : 'off');
    setOn(next);
  }, []);
  return { areOn, turn };
}

/** Keys that belong to what has the focus: a field takes all of them, a button or link Enter, a choice its arrows. */
function isTaken(target: Element, key: string): boolean {
  if (target.closest('textarea, select, dialog, [contenteditable]') !== null) return true;
  if (target instanceof HTMLInputElement) return target.type !== 'radio' || key.startsWith('Arrow');
  return key === 'Enter' && target.closest('button, a, summary') !== null;
}
