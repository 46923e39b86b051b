import type { ReactNode } from 'react';
import s from './notice.module.css';

/** A sentence that stands out: `problem` is read out at once, the others politely. */
export function Notice({
  kind = 'note',
  title,
  children,
}: {
  kind?: 'note' | 'good' | 'problem';
  title?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={s.notice} data-kind={kind} role={kind === 'problem' ? 'alert' : 'status'}>
      {title ? <p className={s.title}>{title}</p> : null}
      {children ? <div>{children}</div> : null}
    </div>
  );
}

/** Where nothing is yet: what it is for, and what to do next. */
export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={s.empty}>
      <p className={s.emptyTitle}>{title}</p>
      {children}
    </div>
  );
}
