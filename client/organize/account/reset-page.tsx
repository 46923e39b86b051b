import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import { ApiProblem } from '../api-problem.ts';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import s from '../sign-in.module.css';
import { Button } from '../ui/button.tsx';
import { FormActions } from '../ui/field.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { Notice } from '../ui/notice.tsx';

/** Sets a password by a link; for those who have none yet and those who have forgotten it. */
export function ResetPage() {
  const t = useRoomWords('account');
  const { m } = useOrganizer();
  const http = useHttp();
  const token = new URLSearchParams(useLocation().hash.slice(1)).get('token');
  const [state, setState] = useState<'asking' | 'busy' | 'done'>('asking');
  const [short, setShort] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(token === null ? t.linkMissing : null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const newPassword = String(new FormData(event.currentTarget).get('password') ?? '');
    setShort(newPassword.length < 10 ? t.tooShort : null);
    if (newPassword.length < 10) return;
    setState('busy');
    setTrouble(null);
    try {
      await http.send('POST', paths.api.resetPassword(), { token, newPassword });
      setState('done');
    } catch (error) {
      setTrouble(error instanceof ApiProblem ? error.message : m.serverUnreachable);
      setState('asking');
    }
  };

  return (
    <div className="wrap">
      <PageHead title={t.choosePassword} />
      {state === 'done' ? (
        <Notice kind="good" title={t.passwordSet}>
          <Link to="/organize">{m.signIn}</Link>
        </Notice>
      ) : (
        <form className={s.form} onSubmit={submit} noValidate>
          <TextInput
            label={t.newPassword}
            hint={t.newPasswordHint}
            error={short}
            name="password"
            type="password"
            autoComplete="new-password"
            maxLength={128}
          />
          {trouble === null ? null : <Notice kind="problem">{trouble}</Notice>}
          <FormActions>
            <Button type="submit" kind="main" isBusy={state === 'busy'} disabled={token === null}>
              {t.setPassword}
            </Button>
          </FormActions>
        </form>
      )}
    </div>
  );
}
