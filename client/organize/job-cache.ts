import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Job } from '#server/contract/wire.ts';
import type { Page } from './api.ts';

type JobList = InfiniteData<Page<Job>, string | null>;

/** Keys of what is kept of the API's answers. */
export const keys = {
  jobs: ['jobs'] as const,
  job: (id: string) => ['job', id] as const,
  log: (id: string) => ['log', id] as const,
  recordings: ['recordings'] as const,
  recording: (id: string) => ['recording', id] as const,
};

/** Puts the newest state of a job into a list: in its place, or before all others. */
export function withJob(list: JobList, job: Job): JobList {
  const isListed = list.pages.some(({ items }) => items.some(({ id }) => id === job.id));
  const pages = list.pages.map((page, index) => {
    if (isListed) return { ...page, items: page.items.map((item) => (item.id === job.id ? job : item)) };
    return index === 0 ? { ...page, items: [job, ...page.items] } : page;
  });
  return { ...list, pages };
}

/** Takes note of a job's newest state wherever it is shown; what hangs on its state is asked for again. */
export function applyJob(client: QueryClient, job: Job): void {
  const before = client.getQueryData<Job>(keys.job(job.id));
  client.setQueryData<Job>(keys.job(job.id), job);
  client.setQueryData<JobList>(keys.jobs, (list) => list && withJob(list, job));
  const hasTurned = before === undefined || before.state !== job.state || before.stage !== job.stage;
  if (!hasTurned || job.recordingId === null) return;
  void client.invalidateQueries({ queryKey: keys.recording(job.recordingId) });
  void client.invalidateQueries({ queryKey: keys.recordings });
  void client.invalidateQueries({ queryKey: keys.log(job.id) });
}
