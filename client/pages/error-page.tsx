import { paths } from '#server/contract/paths.ts';
import { useReader } from '../i18n/reader.tsx';
import { Mark } from '../ui/mark.tsx';
import { errorTitle } from '../ui/page-meta.ts';
import s from './error-page.module.css';

/** What happened and what to do: the light is off, the way out is not. */
export function ErrorPage({ status }: { status: number }) {
  const { m } = useReader();
  return (
    <div className={`wrap ${s.error}`}>
      <Mark className={s.mark} isLit={false} />
      <div>
        <p className={s.status}>{status}</p>
        <h1>{errorTitle(status, m)}</h1>
        <p className={s.text}>{textOf(status)}</p>
        <ul className={s.ways}>
          <li>
            <a href={paths.home()}>{m.errorTryHome}</a>
          </li>
          <li>
            <a href={paths.search()}>{m.errorTrySearch}</a>
          </li>
          <li>
            <a href={paths.speakers()}>{m.speakers}</a>
          </li>
        </ul>
      </div>
    </div>
  );

  function textOf(code: number): string {
    if (code === 404 || code === 410) return m.errorNotFoundText;
    if (code === 429) return m.errorBusyText;
    return code >= 500 ? m.errorServerText : m.errorRequestText;
  }
}
