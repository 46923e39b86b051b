import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { paths } from '#server/contract/paths.ts';
import type { BinItem } from '#server/contract/wire.ts';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import s from './bin.module.css';

const key = ['bin'];

/** What was deleted and can still be taken back. */
export function BinPage() {
  const t = useRoomWords('bin');
  const http = useHttp();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => http.get<{ items: BinItem[] }>(paths.api.bin(), { signal }),
    staleTime: 0,
  });
  return (
    <>
      <PageHead title={t.title}>
        <p className={s.intro}>{t.intro}</p>
      </PageHead>
      {data === undefined ? <Pending error={error} /> : null}
      {data?.items.length === 0 ? <EmptyState title={t.empty}>{t.emptyHint}</EmptyState> : null}
      {data !== undefined && data.items.length > 0 ? (
        <Table caption={t.title} head={[t.what, t.deleted, t.goes, '']}>
          {data.items.map((item) => (
            <BinRow key={`${item.kind} ${item.id}`} item={item} />
          ))}
        </Table>
      ) : null}
    </>
  );
}

function BinRow({ item }: { item: BinItem }) {
  const t = useRoomWords('bin');
  const { m, format } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const path = paths.api.binItem(item.kind, item.id);
  const act = useMutation({
    mutationFn: (action: 'restore' | 'purge') =>
      action === 'restore' ? http.send('POST', `${path}/restore`) : http.send('DELETE', path),
    onSuccess: async (_answer, action) => {
      toast({
        kind: 'good',
        text: action === 'restore' ? t.takenBack(item.title) : t.goneForGood(item.title),
      });
      await client.invalidateQueries();
    },
  });
  return (
    <tr>
      <th scope="row">
        {item.title}
        <span className={s.kind}>
          {t.kinds[item.kind]}
          {item.conference ? ` · ${item.conference}` : null}
        </span>
        {act.error ? <Problem lead={m.actionFailed} error={act.error} /> : null}
      </th>
      <td>
        <time dateTime={item.deletedAt}>{format.moment(item.deletedAt)}</time>
        {item.deletedBy ? <span className={s.kind}>{t.by(item.deletedBy)}</span> : null}
      </td>
      <td>
        <time dateTime={item.purgedAt}>{format.moment(item.purgedAt)}</time>
      </td>
      <td>
        <Buttons>
          <Button isBusy={act.isPending} onClick={() => act.mutate('restore')}>
            {t.takeBack}
          </Button>
          <ConfirmButton
            kind="danger"
            title={t.forGoodTitle(item.title)}
            explanation={t.forGoodExplained}
            confirm={t.forGood}
            isBusy={act.isPending}
            onConfirm={() => act.mutate('purge')}
          >
            {t.forGood}
          </ConfirmButton>
        </Buttons>
      </td>
    </tr>
  );
}
