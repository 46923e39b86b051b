import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Job } from '#server/contract/wire.ts';
import s from './job-actions.module.css';
import { applyJob } from './job-cache.ts';
import { useOrganizer } from './organizer.tsx';
import { usePortal } from './portal.tsx';
import { Problem } from './problem.tsx';

/** Cancel or try again, whichever makes sense now, and what the portal answered. */
export function JobActions({ job, subject }: { job: Job; subject: string }) {
  const { m } = useOrganizer();
  const portal = usePortal();
  const client = useQueryClient();
  const isUnfinished = job.state === 'queued' || job.state === 'running';
  const act = useMutation({
    mutationFn: (what: 'cancel' | 'retry') => portal[what](job.id),
    onSuccess: (answer) => applyJob(client, answer),
  });
  const canCancel = isUnfinished && !job.isCancelRequested;
  const canRetry = job.state === 'failed' || job.state === 'cancelled';
  const answer = act.variables === 'retry' ? m.retried : m.cancelled;
  const isAnswerNews = act.isSuccess && (act.variables === 'retry' ? isUnfinished : job.isCancelRequested);
  return (
    <div className={s.actions}>
      {canCancel ? (
        <button type="button" aria-label={`${m.cancel}: ${subject}`} onClick={() => act.mutate('cancel')}>
          {m.cancel}
        </button>
      ) : null}
      {canRetry ? (
        <button type="button" aria-label={`${m.retry}: ${subject}`} onClick={() => act.mutate('retry')}>
          {m.retry}
        </button>
      ) : null}
      <p role="status">{isAnswerNews ? answer : ''}</p>
      {act.isError ? <Problem lead={m.actionFailed} error={act.error} /> : null}
    </div>
  );
}
