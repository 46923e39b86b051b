import { useReader } from '../i18n/reader.tsx';
import { JsonScript } from '../ui/json-script.tsx';
import s from './organize-shell.module.css';

/** The place where the organizers' pages draw themselves; they are a program of their own. */
export function OrganizeShell({ isSignedIn }: { isSignedIn: boolean }) {
  const { language, m } = useReader();
  return (
    <>
      <div data-organize="" className={s.place} />
      <div data-organize-data="" hidden>
        <JsonScript data={{ language, isSignedIn }} />
      </div>
      <noscript>
        <p className={`wrap ${s.notice}`}>{m.organizeNeedsScript}</p>
      </noscript>
    </>
  );
}
