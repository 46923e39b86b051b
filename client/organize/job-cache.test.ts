import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Job } from '#server/contract/wire.ts';
import { applyJob, keys, withJob } from './job-cache.ts';

const job = (id: string, change: Partial<Job> = {}): Job => ({
  id,
  kind: 'transcode',
  state: 'running',
  subject: null,
  recordingId: 'r',
  stage: 'first',
  isUrgent: true,
  isCancelRequested: false,
  progress: 0,
  remainingMs: null,
  step: null,
  attempt: 1,
  maxAttempts: 3,
  error: null,
  createdAt: '2026-01-01T00:00:00Z',
  startedAt: null,
  finishedAt: null,
  nextAttemptAt: null,
  ...change,
});
const list = {
  pages: [
    { items: [job('b')], nextCursor: 'next' },
    { items: [job('a')], nextCursor: null },
  ],
  pageParams: [null, 'next'],
};

describe('the newest state of a job', () => {
  it('takes its place in the list, on whatever page', () => {
    const { pages } = withJob(list, job('a', { progress: 0.5 }));
    expect(pages.map(({ items }) => items.map(({ id, progress }) => [id, progress]))).toEqual([
      [['b', 0]],
      [['a', 0.5]],
    ]);
  });

  it('stands first when it is new', () => {
    const { pages } = withJob(list, job('c'));
    expect(pages.map(({ items }) => items.map(({ id }) => id))).toEqual([['c', 'b'], ['a']]);
  });

  it('asks for the recording again when the job goes on to another stage, not at each percent', () => {
    const client = new QueryClient();
    client.setQueryData(keys.recording('r'), {});
    const isStale = () => client.getQueryState(keys.recording('r'))?.isInvalidated;
    client.setQueryData(keys.job('a'), job('a'));
    applyJob(client, job('a', { progress: 0.4 }));
    expect(isStale()).toBe(false);
    applyJob(client, job('a', { progress: 0.4, stage: 'lasting' }));
    expect(isStale()).toBe(true);
  });
});
