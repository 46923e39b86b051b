import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useKeepInside } from './keep-inside.ts';
import s from './menu.module.css';

/** A button that shows a few links or buttons (disclosure pattern); Escape or leaving it closes it. */
export function Menu({ label, children }: { label: ReactNode; children: (close: () => void) => ReactNode }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  useKeepInside(root, isOpen, close);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears of keys pressed on what is in it
    <div
      ref={root}
      className={s.menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        close();
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className={s.opener}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
        <ChevronDown aria-hidden="true" />
      </button>
      <div id={id} className={s.items} hidden={!isOpen}>
        {isOpen ? children(close) : null}
      </div>
    </div>
  );
}
