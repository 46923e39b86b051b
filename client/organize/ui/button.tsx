import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';
import { classNames } from '../../ui/class-names.ts';
import s from './button.module.css';

/** main: what the page is for; plain: everything else; quiet: as words only; danger: what hurts. */
export type ButtonKind = 'main' | 'plain' | 'quiet' | 'danger';

/** A button. While `isBusy` it keeps its size and focus, and does nothing when pressed. */
export function Button({
  kind = 'plain',
  isBusy = false,
  icon,
  children,
  className,
  onClick,
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: ButtonKind; isBusy?: boolean; icon?: ReactNode }) {
  return (
    <button
      {...rest}
      type={isBusy ? 'button' : type}
      className={classNames(s.button, s[kind], className)}
      aria-disabled={isBusy || undefined}
      data-busy={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
    >
      {icon}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. */
export function LinkButton({
  to,
  kind = 'plain',
  icon,
  children,
}: {
  to: string;
  kind?: ButtonKind;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Link to={to} className={classNames(s.button, s[kind])}>
      {icon}
      {children}
    </Link>
  );
}

/** Buttons side by side, wrapping where there is no room. */
export function Buttons({ children }: { children: ReactNode }) {
  return <div className={s.buttons}>{children}</div>;
}
