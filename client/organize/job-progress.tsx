import type { Job } from '#server/contract/wire.ts';
import s from './job-progress.module.css';
import { useOrganizer } from './organizer.tsx';

/** How far a job is and how long it will take; nothing once it has ended. */
export function JobProgress({ job, subject }: { job: Job; subject: string }) {
  const { m, format } = useOrganizer();
  if (job.state !== 'running' && job.state !== 'queued') return null;
  const share = format.percent(Math.floor(job.progress * 100) / 100);
  const left = job.remainingMs === null ? null : m.timeLeft(format.duration(job.remainingMs));
  const remark =
    job.state === 'queued' && job.nextAttemptAt !== null
      ? m.triesAgainAt(format.clockTime(job.nextAttemptAt))
      : (left ?? (job.state === 'running' ? m.timeUnknown : null));
  return (
    <div className={s.progress}>
      <div
        className={s.bar}
        role="progressbar"
        aria-label={m.progressOf(subject)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(job.progress * 100)}
        aria-valuetext={left === null ? share : `${share}, ${left}`}
      >
        <span style={{ inlineSize: `${job.progress * 100}%` }} />
      </div>
      <p className={s.words}>
        <span>{share}</span>
        {remark === null ? null : <span>{remark}</span>}
      </p>
    </div>
  );
}
