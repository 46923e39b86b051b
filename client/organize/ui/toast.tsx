import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { useOrganizer } from '../organizer.tsx';
import { Button } from './button.tsx';
import s from './toast.module.css';

/** A short message about what was done, with a way back where there is one. */
export interface Toast {
  text: string;
  kind?: 'good' | 'problem';
  action?: { label: string; run: () => void };
}

type Show = (toast: Toast) => void;

const ToastContext = createContext<Show | null>(null);

const shownMs = 8_000;
const most = 3;

/** Shows messages at the foot of the window; each stays while it is pointed at or has the focus. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { m } = useOrganizer();
  const [toasts, setToasts] = useState<ReadonlyArray<Toast & { key: number }>>([]);
  const next = useRef(0);
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>());

  const drop = useCallback((key: number) => {
    clearTimeout(timers.current.get(key));
    timers.current.delete(key);
    setToasts((shown) => shown.filter((toast) => toast.key !== key));
  }, []);
  const wait = useCallback(
    (key: number) => {
      clearTimeout(timers.current.get(key));
      timers.current.set(
        key,
        setTimeout(() => drop(key), shownMs),
      );
    },
    [drop],
  );
  const show = useCallback<Show>(
    (toast) => {
      const key = next.current++;
      setToasts((shown) => [...shown.slice(1 - most), { ...toast, key }]);
      wait(key);
    },
    [wait],
  );
  const stay = (key: number) => clearTimeout(timers.current.get(key));

  return (
    <ToastContext value={show}>
      {children}
      <section className={s.toasts} aria-label={m.messages} aria-live="polite">
        {toasts.map(({ key, text, kind, action }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it from going away
          <div
            key={key}
            className={s.toast}
            data-kind={kind}
            onMouseEnter={() => stay(key)}
            onMouseLeave={() => wait(key)}
            onFocus={() => stay(key)}
            onBlur={() => wait(key)}
          >
            <p>{text}</p>
            {action ? (
              <Button
                kind="quiet"
                onClick={() => {
                  drop(key);
                  action.run();
                }}
              >
                {action.label}
              </Button>
            ) : null}
            <Button kind="quiet" onClick={() => drop(key)}>
              {m.close}
            </Button>
          </div>
        ))}
      </section>
    </ToastContext>
  );
}

/** A function that shows a message. */
export function useToast(): Show {
  const show = use(ToastContext);
  if (show === null) throw new Error('useToast is used outside the organizers’ pages.');
  return show;
}
