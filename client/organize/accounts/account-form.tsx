import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { Account, MadeAccount, OrganizedConference } from '#server/contract/wire.ts';
import s from '../account/account.module.css';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FieldGroup, FormActions } from '../ui/field.tsx';
import { Checkbox, RadioGroup, TextInput } from '../ui/inputs.tsx';
import { useToast } from '../ui/toast.tsx';
import type { MadeLink } from './made-link.ts';

type Role = Account['role'];

/** Invites somebody (without an account given), or changes name, role and conferences of one. */
export function AccountForm({
  account,
  isOpen,
  onClose,
  onLink,
}: {
  account: Account | null;
  isOpen: boolean;
  onClose: () => void;
  onLink: (made: MadeLink) => void;
}) {
  const t = useRoomWords('accounts');
  return (
    <Dialog title={account ? t.editTitle(account.email) : t.addTitle} isOpen={isOpen} onClose={onClose}>
      <Form account={account} onClose={onClose} onLink={onLink} />
    </Dialog>
  );
}

function Form({
  account,
  onClose,
  onLink,
}: {
  account: Account | null;
  onClose: () => void;
  onLink: (made: MadeLink) => void;
}) {
  const t = useRoomWords('accounts');
  const { email, roles } = useRoomWords('account');
  const { m } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const [role, setRole] = useState<Role>(account?.role ?? 'organizer');
  const { data: conferences } = useQuery({
    queryKey: ['conferences to organize'],
    queryFn: ({ signal }) =>
      http.get<{ items: OrganizedConference[] }>(paths.api.organizeConferences(), { signal }),
  });
  const save = useMutation({
    mutationFn: async (given: { email: string; name: string; conferenceIds: number[] }) => {
      const { conferenceIds, name } = given;
      if (account === null) {
        const body = { email: given.email, role, conferenceIds, ...(name === '' ? {} : { name }) };
        const made = await http.send<MadeAccount>('POST', paths.api.accounts(), body);
        onLink({ email: made.account.email, link: made.link });
      } else {
        const body = { role, conferenceIds, name: name === '' ? account.email : name };
        await http.send('PATCH', paths.api.account(account.id), body);
        toast({ kind: 'good', text: t.saved });
      }
    },
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ['accounts'] });
      await client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      email: String(form.get('email') ?? ''),
      name: String(form.get('name') ?? '').trim(),
      conferenceIds: form.getAll('conference').map(Number),
    });
  };
  const organized = new Set(account?.conferences.map(({ id }) => id));
  return (
    <form className={s.form} onSubmit={submit}>
      {account === null ? (
        <TextInput label={email} name="email" type="email" autoComplete="off" required maxLength={254} />
      ) : null}
      <TextInput
        label={t.name}
        name="name"
        autoComplete="off"
        maxLength={200}
        defaultValue={account === null || account.name === account.email ? '' : account.name}
      />
      <RadioGroup<Role>
        legend={t.role}
        name="role"
        value={role}
        onChange={setRole}
        options={(['viewer', 'organizer', 'admin'] as const).map((value) => ({
          value,
          label: roles[value],
          hint: t.roleHints[value],
        }))}
      />
      {role === 'organizer' ? (
        <FieldGroup
          legend={t.conferences}
          hint={conferences?.items.length === 0 ? t.noConferences : t.conferencesHint}
        >
          {conferences?.items.map(({ id, title }) => (
            <Checkbox
              key={id}
              name="conference"
              value={id}
              label={title}
              defaultChecked={organized.has(id)}
            />
          ))}
        </FieldGroup>
      ) : null}
      {save.error ? <Problem lead={m.actionFailed} error={save.error} /> : null}
      <FormActions>
        <Button type="submit" kind="main" isBusy={save.isPending}>
          {account === null ? t.add : t.save}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {m.notNow}
        </Button>
      </FormActions>
    </form>
  );
}
