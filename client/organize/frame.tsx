import { type ReactNode, useEffect, useRef } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { isUiLanguage } from '#server/contract/languages.ts';
import { inLanguage } from '../ui/location.ts';
import type { OrganizerApi } from './api.ts';
import { ApiProblem } from './api-problem.ts';
import s from './frame.module.css';
import { type Line, useJobNews } from './job-news.ts';
import { useMe } from './me.ts';
import { useOrganizer } from './organizer.tsx';
import { Pending, Problem } from './problem.tsx';
import { useSignOut } from './sign-out.ts';
import { Menu } from './ui/menu.tsx';

/** What surrounds every organizers' page: where one can go, how the line is, and the way out. */
export function Frame({ api }: { api: OrganizerApi }) {
  const { m } = useOrganizer();
  const me = useMe();
  const signOut = useSignOut();
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
          <NavLink to="/organize" end={!isInConference(pathname)}>
            {m.conferences}
          </NavLink>
          <NavLink to="/organize/speakers">{m.speakers}</NavLink>
          <NavLink to="/organize/recordings">{m.recordings}</NavLink>
          <NavLink to="/organize/jobs">{m.jobs}</NavLink>
        </nav>
        <LineState line={line} />
        <Menu label={me.name || me.email}>
          {(close) => (
            <>
              <Link to="/organize/account" onClick={close}>
                {m.account}
              </Link>
              {me.role === 'admin' ? (
                <Link to="/organize/accounts" onClick={close}>
                  {m.accounts}
                </Link>
              ) : null}
              <Link to="/organize/changes" onClick={close}>
                {m.changes}
              </Link>
              <Link to="/organize/bin" onClick={close}>
                {m.bin}
              </Link>
              <button type="button" onClick={() => signOut.mutate()}>
                {m.signOut}
              </button>
            </>
          )}
        </Menu>
      </div>
      <div ref={content} tabIndex={-1} className={s.content}>
        <Outlet />
      </div>
    </div>
  );
}

/** Everything below a conference belongs to the first entry of the navigation. */
function isInConference(pathname: string): boolean {
  return /^\/organize\/(conferences|talks|import)(\/|$)/.test(pathname);
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

/** Stands for a page whose thing is on its way, or cannot be had: that has a heading and a sentence too. */
export function PendingPage({ error }: { error: Error | null }) {
  const { m } = useOrganizer();
  if (error === null) return <Pending error={null} />;
  const isGone = error instanceof ApiProblem && error.status === 404;
  return (
    <>
      <PageHead title={isGone ? m.nothingHere : m.organizers} />
      <Problem error={error} />
    </>
  );
}

/** The foot of the page stands outside this application: its language links follow the page that is shown. */
function pointLanguageLinksAt(pathname: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('footer a[hreflang]')) {
    const { hreflang } = link;
    if (isUiLanguage(hreflang)) link.href = inLanguage(pathname, hreflang);
  }
}
