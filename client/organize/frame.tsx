import { type ReactNode, useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { inLanguage } from '../ui/location.ts';
import type { OrganizerApi } from './api.ts';
import s from './frame.module.css';
import { type Line, useJobNews } from './job-news.ts';
import { useOrganizer } from './organizer.tsx';

/** What surrounds every organizers' page: where one can go, how the line is, and the way out. */
export function Frame({ api, onSignOut }: { api: OrganizerApi; onSignOut: () => void }) {
  const { m } = useOrganizer();
  const line = useJobNews(api);
  const content = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  const isFirst = useRef(true);
  useEffect(() => {
    pointLanguageLinksAt(pathname);
    if (isFirst.current) isFirst.current = false;
    else content.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="wrap">
      <div className={s.bar}>
        <nav className={s.nav} aria-label={m.sections}>
          <NavLink to="/organize/jobs">{m.jobs}</NavLink>
          <NavLink to="/organize/recordings">{m.recordings}</NavLink>
        </nav>
        <LineState line={line} />
        <button type="button" className={s.leave} onClick={onSignOut}>
          {m.signOut}
        </button>
      </div>
      <div ref={content} tabIndex={-1} className={s.content}>
        <Outlet />
      </div>
    </div>
  );
}

function LineState({ line }: { line: Line }) {
  const { m, format } = useOrganizer();
  const words = {
    connecting: m.connecting,
    live: m.live,
    again: m.connectedAgain,
    lost: line.is === 'lost' ? m.connectionLost(format.clockTime(line.since)) : '',
  }[line.is];
  return (
    <p className={s.line} data-line={line.is} role="status">
      {words}
    </p>
  );
}

/** The heading of a page, with a remark beside it and a way back above it. */
export function PageHead({
  title,
  back,
  children,
}: {
  title: string;
  back?: ReactNode;
  children?: ReactNode;
}) {
  const { m } = useOrganizer();
  useEffect(() => {
    const portal = document.title.split(' · ').at(-1) ?? '';
    document.title = `${title} · ${m.organizers} · ${portal}`;
  }, [title, m]);
  return (
    <header className={s.head}>
      {back ? <p className={s.back}>{back}</p> : null}
      <h1>{title}</h1>
      {children}
    </header>
  );
}

/** The foot of the page stands outside this application: its language links follow the page that is shown. */
function pointLanguageLinksAt(pathname: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('footer a[hreflang]')) {
    const { hreflang } = link;
    if (hreflang === 'en' || hreflang === 'ru' || hreflang === 'ja')
      link.href = inLanguage(pathname, hreflang);
  }
}
