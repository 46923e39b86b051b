import { setTimeout as sleep } from 'node:timers/promises';
import type { Work } from '#server/compose-work.ts';
import type { Job } from '#server/jobs/queue.ts';
import { jobWords } from './job-words.ts';
import { printable } from './printable.ts';

export interface WaitedJob {
  jobId: string;
  /** As people know it. */
  name: string;
}

/**
 * Shows the progress of jobs until all have ended; starts to work on them itself whenever no other process does.
 * @returns how many did not succeed
 */
export async function waitForJobs(work: Work, jobs: readonly WaitedJob[]): Promise<number> {
  const line = progressLine();
  let isWorking = false;
  let ended = new Map<string, Job>();
  while (ended.size < jobs.length) {
    if (!isWorking && !work.presence.hasOthers()) {
      work.start({ watchesIncoming: false });
      isWorking = true;
    }
    const now = jobs.map(({ jobId }) => work.queue.get(jobId)).filter((job) => job !== null);
    const done = new Map(now.filter(hasEnded).map((job) => [job.id, job]));
    for (const { jobId, name } of jobs) {
      const job = done.get(jobId);
      if (job !== undefined && !ended.has(jobId)) line.print(sentence(job, printable(name)));
    }
    ended = done;
    const running = now.find((job) => job.state === 'running');
    const name = jobs.find(({ jobId }) => jobId === running?.id)?.name ?? 'waiting';
    const words = running === undefined ? '' : jobWords(running);
    line.show(`${ended.size}/${jobs.length}  ${printable(name)}  ${words}`);
    if (ended.size < jobs.length) await sleep(300);
  }
  line.clear();
  return [...ended.values()].filter((job) => job.state !== 'done').length;
}

function hasEnded(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}

function sentence(job: Job, name: string): string {
  if (job.state === 'done') return `ready      ${name}`;
  return `${job.state.padEnd(10)} ${name}: ${printable(job.error ?? 'it was cancelled.')}`;
}

/** One line that is rewritten in place, on a terminal only, between lines that stay. */
function progressLine() {
  const isTerminal = process.stderr.isTTY;
  const clear = () => isTerminal && process.stderr.write('\r\u001b[K');
  return {
    clear,
    show: (text: string) => isTerminal && process.stderr.write(`\r\u001b[K${text}`),
    print(text: string) {
      clear();
      process.stdout.write(`${text}\n`);
    },
  };
}
