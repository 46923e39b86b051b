import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useOrganizer } from '../organizer.tsx';
import s from './dialog.module.css';

/** A window over the page: the rest waits, Escape closes it, and focus goes back to where it was. */
export function Dialog({
  title,
  isOpen,
  onClose,
  isWide = false,
  children,
}: {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  isWide?: boolean;
  children: ReactNode;
}) {
  const { m } = useOrganizer();
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (isOpen && dialog?.open === false) dialog.showModal();
    else if (!isOpen && dialog?.open) dialog.close();
  }, [isOpen]);
  return (
    <dialog
      ref={ref}
      className={s.dialog}
      data-wide={isWide || undefined}
      aria-labelledby={id}
      onClose={(event) => {
        // React lets the closing of a dialog inside this one come up here.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {isOpen ? (
        <>
          <header className={s.head}>
            <h2 id={id}>{title}</h2>
            <button type="button" className={s.close} aria-label={m.close} onClick={onClose}>
              <X aria-hidden="true" />
            </button>
          </header>
          <div className={s.body}>{children}</div>
        </>
      ) : null}
    </dialog>
  );
}
