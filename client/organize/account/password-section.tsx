import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import { ApiProblem } from '../api-problem.ts';
import { useHttp } from '../http.ts';
import { useMe } from '../me.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import { Section } from '../section.tsx';
import { Button } from '../ui/button.tsx';
import { FormActions } from '../ui/field.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { useToast } from '../ui/toast.tsx';
import s from './account.module.css';

/** Changes the own password. */
export function PasswordSection() {
  const t = useRoomWords('account');
  const { m } = useOrganizer();
  const http = useHttp();
  const me = useMe();
  const client = useQueryClient();
  const toast = useToast();
  const [short, setShort] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string; form: HTMLFormElement }) =>
      http.send('POST', paths.api.password(), {
        currentPassword: body.currentPassword,
        newPassword: body.newPassword,
      }),
    onSuccess: async (_answer, { form }) => {
      form.reset();
      toast({ kind: 'good', text: t.passwordChanged });
      await client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const newPassword = String(form.get('new') ?? '');
    setShort(newPassword.length < 10 ? t.tooShort : null);
    if (newPassword.length < 10) return;
    change.mutate({
      currentPassword: String(form.get('current') ?? ''),
      newPassword,
      form: event.currentTarget,
    });
  };
  const isWrong = change.error instanceof ApiProblem && change.error.status === 400;
  return (
    <Section id="password" title={t.passwordTitle}>
      {me.hasPassword ? (
        <form className={s.form} onSubmit={submit} noValidate>
          <input type="email" name="username" autoComplete="username" value={me.email} readOnly hidden />
          <TextInput
            label={t.currentPassword}
            error={isWrong ? t.currentWrong : null}
            name="current"
            type="password"
            autoComplete="current-password"
          />
          <TextInput
            label={t.newPassword}
            hint={t.newPasswordHint}
            error={short}
            name="new"
            type="password"
            autoComplete="new-password"
            maxLength={128}
          />
          {change.error && !isWrong ? <Problem lead={m.actionFailed} error={change.error} /> : null}
          <FormActions>
            <Button type="submit" isBusy={change.isPending}>
              {t.changePassword}
            </Button>
          </FormActions>
        </form>
      ) : (
        <p className={s.note}>{t.noPassword}</p>
      )}
    </Section>
  );
}
