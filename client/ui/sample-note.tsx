import type { ReactNode } from 'react';
import { useReader } from '../i18n/reader.tsx';
import s from './sample-note.module.css';

/** Says plainly that what is here is an example. */
export function SampleNote({ children }: { children: ReactNode }) {
  const { m } = useReader();
  return (
    <p className={s.note} role="note">
      <strong>{m.sample}</strong>
      <span>{children}</span>
    </p>
  );
}
