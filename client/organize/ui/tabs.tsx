import { NavLink } from 'react-router';
import s from './tabs.module.css';

/** Sections of one thing as links, the present one marked. `to` of each is relative to the route around them. */
export function Tabs({
  label,
  items,
}: {
  label: string;
  items: ReadonlyArray<{ to: string; label: string; isExact?: boolean; count?: number | null }>;
}) {
  return (
    <nav className={s.tabs} aria-label={label}>
      {items.map(({ to, label: words, isExact = false, count = null }) => (
        <NavLink key={to} to={to} end={isExact}>
          {words}
          {count === null ? null : <span className={s.count}>{count}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
