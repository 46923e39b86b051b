import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { OrganizedConference } from '#server/contract/wire.ts';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useMe } from '../me.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { Buttons, LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { Table } from '../ui/table.tsx';
import s from './conferences-page.module.css';

/** The conferences one organizes, with what is left to do in each. */
export function ConferencesPage() {
  const t = useRoomWords('board');
  const http = useHttp();
  const me = useMe();
  const { data, error } = useQuery({
    queryKey: ['conferences'],
    queryFn: ({ signal }) =>
      http.get<{ items: OrganizedConference[] }>(paths.api.organizeConferences(), { signal }),
    staleTime: 0,
    enabled: me.role !== 'viewer',
  });
  const ways = (
    <Buttons>
      <LinkButton kind="main" to="/organize/import">
        {t.importProgramme}
      </LinkButton>
      <LinkButton to="/organize/conferences/new">{t.newConference}</LinkButton>
    </Buttons>
  );
  return (
    <>
      <PageHead title={t.conferences}>
        {data && data.items.length > 0 ? <div className={s.ways}>{ways}</div> : null}
      </PageHead>
      {data === undefined && me.role !== 'viewer' ? <Pending error={error} /> : null}
      {me.role === 'viewer' ? <EmptyState title={t.noConferences}>{t.forOrganizers}</EmptyState> : null}
      {data?.items.length === 0 ? (
        <EmptyState title={t.noConferences}>
          <p>{t.noConferencesHint}</p>
          {ways}
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? <List items={data.items} /> : null}
    </>
  );
}

function List({ items }: { items: readonly OrganizedConference[] }) {
  const t = useRoomWords('board');
  return (
    <div className={s.list}>
      <Table
        caption={t.conferences}
        head={[
          t.conference,
          t.when,
          t.talksColumn,
          t.missing,
          t.needsReview,
          t.publishedColumn,
          t.unmatchedColumn,
        ]}
      >
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </Table>
    </div>
  );
}

function Row({ item }: { item: OrganizedConference }) {
  const t = useRoomWords('board');
  const { format } = useOrganizer();
  const to = `/organize/conferences/${item.id}`;
  const count = (words: string, value: number, link: string | null) => (
    <td className={s.number} data-name={words} data-none={value === 0 || undefined}>
      {value > 0 && link !== null ? <Link to={link}>{format.number(value)}</Link> : format.number(value)}
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <Link to={to}>{item.title}</Link>
        {item.visibility === 'draft' ? <span className={s.draft}> · {t.draft}</span> : null}
      </th>
      <td className={s.when}>{item.startDay === null ? '' : format.days(item.startDay, item.endDay)}</td>
      {count(t.talksColumn, item.talks, null)}
      {count(t.missing, item.missing, `${to}?state=missing`)}
      {count(t.needsReview, item.needsReview, `${to}?state=needs_review`)}
      {count(t.publishedColumn, item.published, `${to}?state=published`)}
      {count(t.unmatchedColumn, item.unmatched, `${to}/matching`)}
    </tr>
  );
}
