import { paths } from '#server/contract/paths.ts';
import { useReader } from '../i18n/reader.tsx';
import { Mark } from '../ui/mark.tsx';
import s from './error-page.module.css';

/** What happened and what to do: the light is off, the way out is not. */
export function ErrorPage({ status }: { status: number }) {
  const { m } = useReader();
  const { title, text } = wordsOf(status);
  return (
    <div className={`wrap ${s.error}`}>
      <Mark className={s.mark} isLit={false} />
      <div>
        <p className={s.status}>{status}</p>
        <h1>{title}</h1>
        <p className={s.text}>{text}</p>
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

  function wordsOf(code: number): { title: string; text: string } {
    if (code === 404 || code === 410) return { title: m.errorNotFoundTitle, text: m.errorNotFoundText };
    if (code === 429) return { title: m.errorBusyTitle, text: m.errorBusyText };
    if (code >= 500) return { title: m.errorServerTitle, text: m.errorServerText };
    return { title: m.errorRequestTitle, text: m.errorRequestText };
  }
}
