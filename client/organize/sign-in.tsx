import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { WaysIn } from '#server/contract/wire.ts';
import { ApiProblem } from './api-problem.ts';
import { PageHead } from './frame.tsx';
import { useHttp } from './http.ts';
import { useOrganizer, useRoomWords } from './organizer.tsx';
import s from './sign-in.module.css';
import { Button } from './ui/button.tsx';
import { FormActions } from './ui/field.tsx';
import { TextInput } from './ui/inputs.tsx';
import { Notice } from './ui/notice.tsx';

/** Asks for e-mail and password, or leads to the provider; where there is no account yet, says how to make one. */
export function SignIn() {
  const { m } = useOrganizer();
  const t = useRoomWords('account');
  const http = useHttp();
  const { data: ways } = useQuery({
    queryKey: ['ways in'],
    queryFn: ({ signal }) => http.get<WaysIn>(paths.api.waysIn(), { signal }),
  });
  const { search } = useLocation();
  return (
    <div className="wrap">
      <PageHead title={m.signInTitle} />
      <div className={s.notices}>
        {new URLSearchParams(search).has('refused') ? <Notice kind="problem">{t.refused}</Notice> : null}
        {ways?.hasAccounts === false ? (
          <Notice title={t.noAccounts}>
            <p>{t.noAccountsHint}</p>
            <p>
              <code>npm run user -- add E-MAIL --role admin</code>
            </p>
          </Notice>
        ) : null}
      </div>
      <PasswordForm />
      {ways?.provider ? <Provider name={ways.provider.name} /> : null}
      <p className={s.note}>{t.forgotten}</p>
    </div>
  );
}

function PasswordForm() {
  const { m } = useOrganizer();
  const t = useRoomWords('account');
  const http = useHttp();
  const client = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isTrying, setTrying] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setTrying(true);
    setTrouble(null);
    try {
      await http.send('POST', paths.api.signIn(), {
        email: String(form.get('email') ?? '').trim(),
        password: String(form.get('password') ?? ''),
      });
      await client.invalidateQueries({ queryKey: ['me'] });
    } catch (error) {
      setTrouble(troubleOf(error, t.wrong, m.serverUnreachable));
      first.current?.focus();
    }
    setTrying(false);
  };

  return (
    <form className={s.form} onSubmit={submit}>
      <TextInput ref={first} label={t.email} name="email" type="email" autoComplete="username" required />
      <TextInput
        label={m.password}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      {trouble === null ? null : <Notice kind="problem">{trouble}</Notice>}
      <FormActions>
        <Button type="submit" kind="main" isBusy={isTrying}>
          {m.signIn}
        </Button>
      </FormActions>
    </form>
  );
}

function Provider({ name }: { name: string }) {
  const { m } = useOrganizer();
  const t = useRoomWords('account');
  const http = useHttp();
  const { pathname } = useLocation();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isTrying, setTrying] = useState(false);
  const go = async () => {
    setTrying(true);
    setTrouble(null);
    try {
      const { url } = await http.send<{ url: string }>('POST', paths.api.oidc(), { returnTo: pathname });
      window.location.assign(url);
    } catch (error) {
      setTrouble(troubleOf(error, m.serverUnreachable, m.serverUnreachable));
      setTrying(false);
    }
  };
  return (
    <div className={s.provider}>
      <p>{t.or}</p>
      <Button onClick={go} isBusy={isTrying}>
        {t.withProvider(name)}
      </Button>
      {trouble === null ? null : <Notice kind="problem">{trouble}</Notice>}
    </div>
  );
}

/** A wrong password in the reader's words, anything else in the portal's own. */
function troubleOf(error: unknown, wrong: string, unreachable: string): string {
  if (!(error instanceof ApiProblem)) return unreachable;
  return error.status === 401 || error.status === 400 ? wrong : error.message;
}
