import { useReader } from '../i18n/reader.tsx';
import s from './pager.module.css';

interface Props {
  pageNumber: number;
  /** Where it is known. */
  pageCount?: number;
  hasMore?: boolean;
  /** The address of another page of the same list. */
  urlOf: (pageNumber: number) => string;
}

/** The way through a list that is too long for one page; nothing where it is not. */
export function Pager({ pageNumber, pageCount, hasMore = pageNumber < (pageCount ?? 1), urlOf }: Props) {
  const { m } = useReader();
  if (pageNumber === 1 && !hasMore) return null;
  return (
    <nav className={s.pager} aria-label={m.finding.pages}>
      {pageNumber > 1 ? (
        <a href={urlOf(pageNumber - 1)} rel="prev">
          {m.finding.previousPage}
        </a>
      ) : null}
      {pageCount === undefined ? null : <p>{m.finding.pageOf({ page: pageNumber, pages: pageCount })}</p>}
      {hasMore ? (
        <a href={urlOf(pageNumber + 1)} rel="next">
          {m.finding.nextPage}
        </a>
      ) : null}
    </nav>
  );
}
