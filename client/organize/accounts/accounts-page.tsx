import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { Account } from '#server/contract/wire.ts';
import s from '../account/account.module.css';
import { Secret } from '../account/secret.tsx';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { Table } from '../ui/table.tsx';
import { AccountActions } from './account-actions.tsx';
import { AccountForm } from './account-form.tsx';
import type { MadeLink } from './made-link.ts';

/** Everybody's accounts, for admins. */
export function AccountsPage() {
  const t = useRoomWords('accounts');
  const { m, format } = useOrganizer();
  const http = useHttp();
  const [made, setMade] = useState<MadeLink | null>(null);
  const [isAdding, setAdding] = useState(false);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['accounts'],
    queryFn: ({ pageParam, signal }) =>
      http.get<{ items: Account[]; nextCursor: string | null }>(
        `${paths.api.accounts()}?limit=50${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
        { signal },
      ),
    initialPageParam: null as string | null, // the first page has none
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
  return (
    <>
      <PageHead title={t.title}>
        <p className={s.intro}>{t.intro}</p>
      </PageHead>
      <Buttons>
        <Button kind="main" onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      </Buttons>
      <AccountForm account={null} isOpen={isAdding} onClose={() => setAdding(false)} onLink={setMade} />
      <div className={s.made}>
        {made === null ? null : (
          <Secret
            title={t.linkTitle(made.email)}
            text={made.link.url}
            note={t.linkNote(format.moment(made.link.expiresAt))}
          />
        )}
      </div>
      {data === undefined ? (
        <Pending error={error} />
      ) : (
        <Table caption={t.title} head={[t.account, t.role, t.lastSeen, '']}>
          {data.pages
            .flatMap(({ items }) => items)
            .map((account) => (
              <AccountRow key={account.id} account={account} onLink={setMade} />
            ))}
        </Table>
      )}
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.more}
        </Button>
      ) : null}
    </>
  );
}

function AccountRow({ account, onLink }: { account: Account; onLink: (made: MadeLink) => void }) {
  const t = useRoomWords('accounts');
  const { roles } = useRoomWords('account');
  const { format } = useOrganizer();
  const titles = account.conferences.map(({ title }) => title).join(', ');
  return (
    <tr>
      <th scope="row">
        {account.name}
        {account.name === account.email ? null : <span className={s.small}>{account.email}</span>}
        {account.goesAt === null ? null : (
          <span className={s.small}>{t.inBin(format.moment(account.goesAt))}</span>
        )}
      </th>
      <td>
        {roles[account.role]}
        {account.role === 'organizer' ? (
          <span className={s.small}>{titles === '' ? t.noConference : t.of(titles)}</span>
        ) : null}
      </td>
      <td>
        {account.lastSeenAt === null ? t.never : format.moment(account.lastSeenAt)}
        {account.hasPassword ? null : <span className={s.small}>{t.invited}</span>}
      </td>
      <td>
        <AccountActions account={account} onLink={onLink} />
      </td>
    </tr>
  );
}
