import { stageOf } from '#server/features/recordings/job-kinds.ts';
import type { Job } from '#server/jobs/queue.ts';
import { timeWords } from './time-words.ts';

const stageWords = { first: 'making it watchable', lasting: 'making it for good' };

/** How far a job is, for people: `making it for good, 42%, encode, 1 min 10 s left`. */
export function jobWords(job: Job): string {
  const stage = stageOf(job);
  const what = stage === null ? [] : [stageWords[stage]];
  if (job.state === 'queued') return ['waiting', ...what].join(', ');
  if (job.state !== 'running') return job.state;
  const left = job.remainingMs === null ? [] : [`${timeWords(job.remainingMs)} left`];
  const step = job.step === null ? [] : [job.step];
  return [...what, `${Math.floor(job.progress * 100)}%`, ...step, ...left].join(', ');
}
