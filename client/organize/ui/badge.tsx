import type { ReactNode } from 'react';
import s from './badge.module.css';

/** A state in a word, with an icon where it helps; never by colour alone. */
export function Badge({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: 'plain' | 'good' | 'wait' | 'problem' | 'off';
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={s.badge} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
