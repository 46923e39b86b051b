import type { Job } from '#server/contract/wire.ts';
import s from './job-state.module.css';
import { useOrganizer } from './organizer.tsx';

const glyphs: Readonly<Record<Job['state'], string>> = {
  queued: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1.4a5.1 5.1 0 1 1 0 10.2A5.1 5.1 0 0 1 8 2.9z',
  running: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1.4v10.2A5.1 5.1 0 0 1 8 2.9z',
  done: 'm6.3 12.6-4-4 1.2-1.2 2.8 2.8 6.2-6.2 1.2 1.2z',
  failed: 'M8 1.2 15.2 14H.8zm-.8 4.6v4h1.600v-4zm0 5v1.600h1.600v-1.600z',
  cancelled: 'M2.5 7.2h11v1.6h-11z',
};

/** The state of a job, and its stage while it is at work: a shape and words, never a colour alone. */
export function JobState({ job }: { job: Job }) {
  const { m } = useOrganizer();
  const isStopping = job.isCancelRequested && job.state === 'running';
  const isUnfinished = job.state === 'queued' || job.state === 'running';
  const details = [
    job.stage !== null && (isUnfinished || job.state === 'failed') ? m.stages[job.stage] : null,
    job.isUrgent && job.state === 'queued' ? m.urgent : null,
  ].filter((detail) => detail !== null);
  return (
    <p className={s.state} data-state={job.state}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        <path d={glyphs[job.state]} fill="currentColor" fillRule="evenodd" />
      </svg>
      <span>
        <strong>{isStopping ? m.beingCancelled : m.states[job.state]}</strong>
        {details.map((detail) => ` · ${detail}`)}
      </span>
    </p>
  );
}
