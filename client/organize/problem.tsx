import { ApiProblem } from './api-problem.ts';
import { useOrganizer } from './organizer.tsx';
import s from './problem.module.css';

/** What went wrong, in the portal's own sentence where it gave one. */
export function Problem({ lead, error }: { lead?: string; error: Error }) {
  const { m } = useOrganizer();
  const isAnswer = error instanceof ApiProblem;
  return (
    <p className={s.problem} role="alert">
      {lead ? `${lead} ` : null}
      <span lang={isAnswer ? 'en' : undefined}>{isAnswer ? error.message : m.serverUnreachable}</span>
    </p>
  );
}

/** A list that is still on its way, or cannot be had. */
export function Pending({ error }: { error: Error | null }) {
  const { m } = useOrganizer();
  return error === null ? <p className={s.pending}>{m.loading}</p> : <Problem error={error} />;
}
