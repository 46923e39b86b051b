import { type FormEvent, useEffect, useRef, useState } from 'react';
import { PageHead } from './frame.tsx';
import { useOrganizer } from './organizer.tsx';
import s from './sign-in.module.css';

/** Why a token was not taken: the portal refused it, could not be asked, or none was entered. */
export type SignInTrouble = 'refused' | 'unreachable' | 'missing';

/** Asks for the operator's token. `enter` tries it and says what was wrong, or null. */
export function SignIn({
  trouble: first,
  enter,
}: {
  trouble: SignInTrouble | null;
  enter: (token: string) => Promise<SignInTrouble | null>;
}) {
  const { m } = useOrganizer();
  const [trouble, setTrouble] = useState(first);
  const [isTrying, setTrying] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const token = field.current?.value.trim() ?? '';
    if (isTrying) return;
    setTrying(true);
    setTrouble(null);
    setTrouble(token === '' ? 'missing' : await enter(token));
    setTrying(false);
    field.current?.focus();
  };

  const sentence = {
    refused: m.tokenRefused,
    unreachable: m.serverUnreachable,
    missing: m.tokenMissing,
  };
  return (
    <div className="wrap">
      <PageHead title={m.signInTitle} />
      <form className={s.form} onSubmit={submit} noValidate>
        <p id="sign-in-intro">{m.signInIntro}</p>
        <label htmlFor="token">{m.token}</label>
        <div className={s.row}>
          <input
            ref={field}
            id="token"
            type="password"
            autoComplete="off"
            spellCheck={false}
            aria-describedby="sign-in-trouble sign-in-intro"
            aria-invalid={trouble !== null && trouble !== 'unreachable'}
          />
          <button type="submit" aria-disabled={isTrying}>
            {m.signIn}
          </button>
        </div>
        <p id="sign-in-trouble" className={s.trouble} role="alert">
          {trouble === null ? '' : sentence[trouble]}
        </p>
        <p className={s.kept}>{m.signInKept}</p>
      </form>
    </div>
  );
}
