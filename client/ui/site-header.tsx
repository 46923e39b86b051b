import { paths } from '#server/contract/paths.ts';
import { useReader } from '../i18n/reader.tsx';
import { Mark } from './mark.tsx';
import { SearchForm } from './search-form.tsx';
import s from './site-header.module.css';

/** The head of every page: whose portal this is, where one can go, and the search field. */
export function SiteHeader({ current, query }: { current: string; query?: string }) {
  const { m, site } = useReader();
  return (
    <header className={s.header}>
      <div className={`wrap ${s.inner}`}>
        <a className={s.brand} href={paths.home()} aria-current={current === 'home' ? 'page' : undefined}>
          <Mark className={s.mark} />
          <span className={s.name}>{site.name}</span>
        </a>
        <nav className={s.nav} aria-label={m.mainNavigation}>
          <a href={paths.conferences()} aria-current={current === 'conferences' ? 'page' : undefined}>
            {m.conferences}
          </a>
          <a href={paths.speakers()} aria-current={current === 'speakers' ? 'page' : undefined}>
            {m.speakers}
          </a>
          <a href={paths.kept()} aria-current={current === 'kept' ? 'page' : undefined}>
            {m.myList}
          </a>
        </nav>
        {current === 'search' ? null : (
          <SearchForm id="site-search" {...(query === undefined ? {} : { query })} />
        )}
      </div>
    </header>
  );
}
