import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { paths } from '#server/contract/paths.ts';
import type { Account, AccountDeletion } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending, Problem } from '../problem.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import s from './accounts.module.css';

/** Says what goes with an account, then puts it into the bin or deletes it for good. */
export function DeleteAccount({
  account,
  isOpen,
  onClose,
}: {
  account: Account;
  isOpen: boolean;
  onClose: () => void;
}) {
  const t = useRoomWords('accounts');
  const { m } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const { data: goes, error } = useQuery({
    queryKey: ['account deletion', account.id],
    queryFn: ({ signal }) => http.get<AccountDeletion>(paths.api.accountDeletion(account.id), { signal }),
    enabled: isOpen,
    staleTime: 0,
  });
  const remove = useMutation({
    mutationFn: (isForGood: boolean) =>
      http.send('DELETE', `${paths.api.account(account.id)}${isForGood ? '?now=1' : ''}`),
    onSuccess: async (_answer, isForGood) => {
      onClose();
      toast({ kind: 'good', text: isForGood ? t.gone : t.binned });
      await client.invalidateQueries();
    },
  });
  return (
    <Dialog title={t.removeTitle(account.email)} isOpen={isOpen} onClose={onClose}>
      {goes === undefined ? <Pending error={error} /> : <Goes goes={goes} />}
      {remove.error ? <Problem lead={m.actionFailed} error={remove.error} /> : null}
      {goes === undefined || goes.isLastAdmin ? null : (
        <div className={s.choice}>
          {account.deletedAt === null ? (
            <>
              <Button kind="main" isBusy={remove.isPending} onClick={() => remove.mutate(false)}>
                {t.intoBin}
              </Button>
              <p>{t.intoBinExplained}</p>
            </>
          ) : null}
          <Button kind="danger" isBusy={remove.isPending} onClick={() => remove.mutate(true)}>
            {t.atOnce}
          </Button>
          <p>{t.atOnceExplained}</p>
        </div>
      )}
      <Buttons>
        <Button kind="quiet" onClick={onClose}>
          {m.notNow}
        </Button>
      </Buttons>
    </Dialog>
  );
}

function Goes({ goes }: { goes: AccountDeletion }) {
  const t = useRoomWords('accounts');
  if (goes.isLastAdmin) return <Notice kind="problem">{t.lastAdmin}</Notice>;
  const lines = [
    goes.sessions > 0 ? t.sessions(goes.sessions) : null,
    goes.tokens > 0 ? t.tokens(goes.tokens) : null,
    goes.conferences.length > 0 ? t.organizes(goes.conferences.map(({ title }) => title).join(', ')) : null,
    goes.changes > 0 ? t.changes(goes.changes) : null,
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <>
      <p>{t.willGo}</p>
      <ul className={s.goes}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
