import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { PageHead } from './frame.tsx';
import { useHttp } from './http.ts';
import { useOrganizer } from './organizer.tsx';
import s from './sign-in.module.css';
import { Button } from './ui/button.tsx';
import { FormActions } from './ui/field.tsx';
import { TextInput } from './ui/inputs.tsx';
import { Notice } from './ui/notice.tsx';

/** Asks for e-mail and password. */
export function SignIn() {
  const { m } = useOrganizer();
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
      await http.send('POST', '/api/v1/auth/sign-in/email', {
        email: String(form.get('email') ?? '').trim(),
        password: String(form.get('password') ?? ''),
      });
      await client.invalidateQueries({ queryKey: ['me'] });
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
    setTrying(false);
  };

  return (
    <div className="wrap">
      <PageHead title={m.signInTitle} />
      <form className={s.form} onSubmit={submit}>
        <TextInput ref={first} label="E-mail" name="email" type="email" autoComplete="username" required />
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
    </div>
  );
}
