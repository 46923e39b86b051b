import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { Account, PasswordLink } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import { Button, Buttons } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';
import { AccountForm } from './account-form.tsx';
import { DeleteAccount } from './delete-account.tsx';
import type { MadeLink } from './made-link.ts';

/** What an admin can do with an account. */
export function AccountActions({ account, onLink }: { account: Account; onLink: (made: MadeLink) => void }) {
  const t = useRoomWords('accounts');
  const { m } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState<'form' | 'deletion' | null>(null);
  const act = useMutation({
    mutationFn: async (what: 'restore' | 'link' | 'sign out') => {
      if (what === 'restore') {
        await http.send('POST', paths.api.restoreAccount(account.id));
        toast({ kind: 'good', text: t.restored });
      } else if (what === 'link') {
        const link = await http.send<PasswordLink>('POST', paths.api.accountResetLink(account.id));
        onLink({ email: account.email, link });
      } else {
        await http.send('DELETE', paths.api.accountSessions(account.id));
        toast({ kind: 'good', text: t.signedOut });
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const later = (close: () => void, what: () => void) => () => {
    close();
    what();
  };
  return (
    <>
      {account.deletedAt === null ? (
        <Menu label={t.edit}>
          {(close) => (
            <>
              <button type="button" onClick={later(close, () => setOpen('form'))}>
                {t.editTitle(account.email)}
              </button>
              <button type="button" onClick={later(close, () => act.mutate('link'))}>
                {t.resetLink}
              </button>
              <button type="button" onClick={later(close, () => act.mutate('sign out'))}>
                {t.signOut}
              </button>
              <button type="button" onClick={later(close, () => setOpen('deletion'))}>
                {t.remove}
              </button>
            </>
          )}
        </Menu>
      ) : (
        <Buttons>
          <Button isBusy={act.isPending} onClick={() => act.mutate('restore')}>
            {t.restore}
          </Button>
          <Button kind="danger" onClick={() => setOpen('deletion')}>
            {t.remove}
          </Button>
        </Buttons>
      )}
      {act.error ? <Problem lead={m.actionFailed} error={act.error} /> : null}
      <AccountForm account={account} isOpen={open === 'form'} onClose={() => setOpen(null)} onLink={onLink} />
      <DeleteAccount account={account} isOpen={open === 'deletion'} onClose={() => setOpen(null)} />
    </>
  );
}
