import type { Db } from '#server/db/open.ts';
import type { Job, JobQueue } from '#server/jobs/queue.ts';
import { AppError } from '#server/kernel/errors.ts';
import { readTranscodePayload, transcodeKind } from './job-kinds.ts';
import type { RecordingStore } from './store.ts';
import type { TalkDirectory } from './talk-directory.ts';

/** What a person does about a job; asking for what is so already changes nothing. */
export interface JobControl {
  /** @throws {AppError} `not_found`, `conflict` for a job that is done or has failed */
  cancel(jobId: string): Job;
  /** Queues a failed or cancelled job again, at the stage it had come to. @throws {AppError} `not_found`, `conflict` for one that is done */
  retry(jobId: string): Job;
}

/** Jobs under people's hands; the pages of their talks follow. */
export function createJobControl(deps: {
  db: Db;
  queue: JobQueue;
  store: RecordingStore;
  talks: TalkDirectory;
}): JobControl {
  const { db, queue, store, talks } = deps;

  const existing = (jobId: string): Job => {
    const job = queue.get(jobId);
    if (job === null) throw new AppError('not_found', `There is no job ${JSON.stringify(jobId)}.`);
    return job;
  };
  const touchTalkOf = ({ kind, payload }: Job) => {
    if (kind !== transcodeKind) return;
    const talkId = store.byId(readTranscodePayload(payload).recordingId)?.talk_id ?? null;
    if (talkId !== null) talks.touch([talkId]);
  };

  const cancel = db.transaction((jobId: string): Job => {
    const job = existing(jobId);
    const outcome = job.state === 'cancelled' ? 'cancelled' : queue.cancel(jobId);
    if (outcome === 'finished') {
      throw new AppError('conflict', `There is nothing left to cancel: the job ${inWords(job.state)}.`);
    }
    touchTalkOf(job);
    return existing(jobId);
  });

  const retry = db.transaction((jobId: string): Job => {
    const job = existing(jobId);
    if (job.isCancelRequested && job.state === 'running') {
      throw new AppError('conflict', 'The job is about to end: try it again in a moment.');
    }
    if (job.state === 'queued' || job.state === 'running') return job;
    const again = queue.retry(jobId);
    if (again === null) throw new AppError('conflict', 'The job is done: there is nothing to try again.');
    touchTalkOf(again);
    return again;
  });

  return { cancel: (jobId) => cancel.immediate(jobId), retry: (jobId) => retry.immediate(jobId) };
}

function inWords(state: Job['state']): string {
  return state === 'done' ? 'is done' : 'has failed';
}
