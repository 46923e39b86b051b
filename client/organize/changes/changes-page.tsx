import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { Change, OrganizedConference } from '#server/contract/wire.ts';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { FieldRow } from '../ui/field.tsx';
import { Select } from '../ui/inputs.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { ChangeEntry } from './change-entry.tsx';
import s from './changes.module.css';

const filters = ['conference', 'person', 'kind'] as const;

/** The log of changes, of which the address says what is shown. */
export function ChangesPage() {
  const t = useRoomWords('changes');
  const { m } = useOrganizer();
  const http = useHttp();
  const [params] = useSearchParams();
  const chosen = new URLSearchParams(
    filters.flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  ).toString();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['changes', chosen],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(chosen);
      if (pageParam !== null) query.set('cursor', pageParam);
      const path = `${paths.api.changes()}?${query}`;
      return http.get<{ items: Change[]; nextCursor: string | null }>(path, { signal });
    },
    initialPageParam: null as string | null, // the first page has none
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead title={t.title}>
        <p className={s.intro}>{t.intro}</p>
      </PageHead>
      <Filters />
      {items === undefined ? <Pending error={error} /> : null}
      {items?.length === 0 && chosen !== '' ? <p className={s.intro}>{t.noneMatch}</p> : null}
      {items?.length === 0 && chosen === '' ? <EmptyState title={t.empty}>{t.emptyHint}</EmptyState> : null}
      <ol className={s.list}>
        {items?.map((change) => (
          <ChangeEntry key={change.id} change={change} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.more}
        </Button>
      ) : null}
    </>
  );
}

function Filters() {
  const t = useRoomWords('changes');
  const http = useHttp();
  const [params, setParams] = useSearchParams();
  const { data: conferences } = useQuery({
    queryKey: ['conferences to organize'],
    queryFn: ({ signal }) =>
      http.get<{ items: OrganizedConference[] }>(paths.api.organizeConferences(), { signal }),
  });
  const { data: people } = useQuery({
    queryKey: ['change people'],
    queryFn: ({ signal }) =>
      http.get<{ items: { id: string; name: string }[] }>(paths.api.changePeople(), { signal }),
  });
  const choose = (name: (typeof filters)[number], value: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const optionsOf = {
    conference: (conferences?.items ?? []).map(({ id, title }) => ({ value: String(id), label: title })),
    person: (people?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    kind: Object.entries(t.kinds).map(([value, label]) => ({ value, label })),
  };
  return (
    <search aria-label={t.filter} className={s.filters}>
      <FieldRow>
        {filters.map((name) => (
          <Select
            key={name}
            label={t[name]}
            value={params.get(name) ?? ''}
            options={[{ value: '', label: t.all }, ...optionsOf[name]]}
            onChange={(event) => choose(name, event.target.value)}
          />
        ))}
      </FieldRow>
    </search>
  );
}
