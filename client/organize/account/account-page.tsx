import { PageHead } from '../frame.tsx';
import { useMe } from '../me.ts';
import { useRoomWords } from '../organizer.tsx';
import s from './account.module.css';
import { PasswordSection } from './password-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TokensSection } from './tokens-section.tsx';

/** One's own account: password, sessions, API tokens. */
export function AccountPage() {
  const t = useRoomWords('account');
  const me = useMe();
  return (
    <>
      <PageHead title={t.title}>
        <p className={s.intro}>
          {me.email} · {t.roles[me.role]}
        </p>
        {me.role === 'viewer' ? <p className={s.intro}>{t.viewerNote}</p> : null}
      </PageHead>
      <PasswordSection />
      <SessionsSection />
      <TokensSection />
    </>
  );
}
