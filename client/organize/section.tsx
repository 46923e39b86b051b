import type { ReactNode } from 'react';
import s from './section.module.css';

/** A section with its heading under a rule, and a small remark at its end. */
export function Section({
  id,
  title,
  note,
  children,
}: {
  id: string;
  title: string;
  note?: string | null;
  children: ReactNode;
}) {
  return (
    <section className={s.section} aria-labelledby={id}>
      <div className={s.head}>
        <h2 id={id}>{title}</h2>
        {note ? <p>{note}</p> : null}
      </div>
      {children}
    </section>
  );
}
