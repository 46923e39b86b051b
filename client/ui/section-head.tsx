import type { ReactNode } from 'react';
import s from './section-head.module.css';

/** The heading of a section under a rule, with a small remark at its end. */
export function SectionHead({ id, children, note }: { id?: string; children: ReactNode; note?: ReactNode }) {
  return (
    <div className={s.head}>
      <h2 id={id}>{children}</h2>
      {note ? <p>{note}</p> : null}
    </div>
  );
}
