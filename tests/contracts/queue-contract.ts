import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JobQueue, LeaseLostError } from '#server/jobs/queue.ts';

/** What a suite needs of an adapter: queues on one store, a clock it may move, and a transaction around them. */
export interface QueueSubject {
  /** A queue as one worker process sees it. */
  queueOf(owner: string): JobQueue;
  advance(ms: number): void;
  /** Runs writes in one transaction, undone when they throw. */
  transaction(write: () => void): void;
  /** Id of a recording that is in the store, the same for the same name. */
  recording(name: string): string;
  close(): void;
}

/** Identities of workers: one that lives, and one that surely does not. */
export interface Workers {
  alive: string;
  dead: string;
}

/** Timing that every adapter is set to for this suite. */
export const timing = { leaseMs: 30_000, backoffMs: 1000, maxCrashes: 8 };

/** What every queue promises. */
export function describeQueue(name: string, make: () => QueueSubject, workers: Workers): void {
  describe(`${name} as a job queue`, () => {
    let subject: QueueSubject;
    let queue: JobQueue;
    beforeEach(() => {
      subject = make();
      queue = subject.queueOf(workers.alive);
    });
    afterEach(() => subject.close());

    const work = (extra: object = {}) => ({ kind: 'work', payload: { n: 1 }, ...extra });
    const claimed = () => {
      const lease = queue.claim(['work']);
      if (lease === null) throw new Error('there was no job to claim');
      return lease;
    };

    it('gives a job back as it was enqueued', () => {
      const { id } = queue.enqueue(work({ subject: 'A talk', payload: { deep: [1, 'ü'] } }));
      expect(queue.get(id)).toMatchObject({
        kind: 'work',
        subject: 'A talk',
        payload: { deep: [1, 'ü'] },
        state: 'queued',
        attempt: 0,
        progress: 0,
        error: null,
      });
    });

    it('claims the most urgent first, then the oldest', () => {
      const ids = [200, 100, 1].map((priority) => {
        subject.advance(1);
        return queue.enqueue(work({ priority })).id;
      });
      subject.advance(1);
      const later = queue.enqueue(work({ priority: 100 })).id;
      expect([1, 2, 3, 4].map(() => claimed().job.id)).toEqual([ids[2], ids[1], later, ids[0]]);
    });

    it('claims a job once, and only of the kinds asked for', () => {
      queue.enqueue(work());
      expect(queue.claim(['other'])).toBeNull();
      expect(claimed().job).toMatchObject({ state: 'running', attempt: 1 });
      expect(queue.claim(['work'])).toBeNull();
      expect(subject.queueOf(workers.alive).claim(['work'])).toBeNull();
    });

    it('keeps one unfinished job per dedupe key', () => {
      const first = queue.enqueue(work({ dedupeKey: 'k' }));
      expect(queue.enqueue(work({ dedupeKey: 'k' })).id).toBe(first.id);
      queue.complete(claimed().token);
      expect(queue.enqueue(work({ dedupeKey: 'k' })).id).not.toBe(first.id);
    });

    it('forgets a job whose transaction failed', () => {
      expect(() =>
        subject.transaction(() => {
          queue.enqueue(work());
          throw new Error('undone');
        }),
      ).toThrow('undone');
      expect(queue.claim(['work'])).toBeNull();
    });

    it('stores progress and step with a heartbeat, and extends the lease', () => {
      queue.enqueue(work());
      const { job, token } = claimed();
      subject.advance(20_000);
      expect(queue.heartbeat(token, { progress: 0.4, step: 'encode' })).toBe('held');
      expect(queue.get(job.id)).toMatchObject({ progress: 0.4, step: 'encode' });
      subject.advance(20_000);
      expect(queue.recover()).toEqual([]);
      expect(queue.check(token)).toBe('held');
    });

    it('pauses twice as long before each further attempt, then fails with the reason', () => {
      queue.enqueue(work({ maxAttempts: 3 }));
      const failure = { message: 'It broke.', mayRetry: true };
      expect(queue.fail(claimed().token, failure)).toBe('retrying');
      expect(queue.claim(['work'])).toBeNull();
      subject.advance(1000);
      expect(queue.fail(claimed().token, failure)).toBe('retrying');
      subject.advance(1999);
      expect(queue.claim(['work'])).toBeNull();
      subject.advance(1);
      const { job, token } = claimed();
      expect(queue.fail(token, failure)).toBe('failed');
      expect(queue.get(job.id)).toMatchObject({ state: 'failed', error: 'It broke.', attempt: 3 });
    });

    it('fails at once what cannot get better, and tries it again when asked', () => {
      const { id } = queue.enqueue(work());
      expect(queue.fail(claimed().token, { message: 'Never.', mayRetry: false })).toBe('failed');
      expect(queue.claim(['work'])).toBeNull();
      expect(queue.retry(id)).toMatchObject({ state: 'queued', attempt: 0, error: null });
      expect(claimed().job.id).toBe(id);
      expect(queue.retry(id)).toBeNull();
    });

    it('cancels a queued job at once', () => {
      const { id } = queue.enqueue(work());
      expect(queue.cancel(id)).toBe('cancelled');
      expect(queue.get(id)?.state).toBe('cancelled');
      expect(queue.claim(['work'])).toBeNull();
      expect(queue.cancel(id)).toBe('finished');
      expect(queue.cancel('none')).toBe('unknown');
    });

    it('asks the holder of a running job to stop', () => {
      const { id } = queue.enqueue(work());
      const { token } = claimed();
      expect(queue.check(token)).toBe('held');
      expect(queue.cancel(id)).toBe('requested');
      expect(queue.check(token)).toBe('cancel');
      expect(queue.heartbeat(token, { progress: 0.1, step: null })).toBe('cancel');
      queue.acknowledgeCancel(token);
      expect(queue.get(id)?.state).toBe('cancelled');
    });

    it('puts a released job back without costing an attempt', () => {
      queue.enqueue(work());
      queue.release(claimed().token);
      expect(claimed().job.attempt).toBe(1);
    });

    it('gives a job whose lease ran out to somebody else, and nothing of the former holder counts', () => {
      const { id } = queue.enqueue(work());
      const { token } = claimed();
      subject.advance(timing.leaseMs + 1);
      expect(queue.recover()).toMatchObject([{ id, state: 'queued', attempt: 0, crashes: 1 }]);
      const second = claimed();
      let isWritten = false;
      expect(() => queue.withLease(token, () => (isWritten = true))).toThrow(LeaseLostError);
      expect(() => queue.complete(token)).toThrow(LeaseLostError);
      expect(() => queue.fail(token, { message: 'x', mayRetry: false })).toThrow(LeaseLostError);
      expect(() => queue.acknowledgeCancel(token)).toThrow(LeaseLostError);
      queue.release(token);
      expect(queue.heartbeat(token, { progress: 0.9, step: 'x' })).toBe('lost');
      expect(queue.check(token)).toBe('lost');
      expect(isWritten).toBe(false);
      expect(queue.get(id)).toMatchObject({ state: 'running', progress: 0 });
      queue.complete(second.token);
      expect(queue.get(id)?.state).toBe('done');
    });

    it('undoes what was written under a lease when the writer throws', () => {
      queue.enqueue(work());
      const { token } = claimed();
      expect(() =>
        queue.withLease(token, () => {
          queue.enqueue(work({ dedupeKey: 'second' }));
          throw new Error('undone');
        }),
      ).toThrow('undone');
      expect(queue.unfinished(10)).toHaveLength(1);
      expect(queue.withLease(token, () => 'written')).toBe('written');
    });

    it('gives only urgent work where only that is asked for', () => {
      queue.enqueue(work({ priority: 100 }));
      const urgent = queue.enqueue(work({ priority: 99 }));
      expect(queue.claim(['work'], { onlyUrgent: true })?.job).toMatchObject({ id: urgent.id, priority: 99 });
      expect(queue.claim(['work'], { onlyUrgent: true })).toBeNull();
      expect(claimed().job.priority).toBe(100);
    });

    it('hands a job on to its next stage with its progress, all its attempts and another priority', () => {
      const { id } = queue.enqueue(work({ priority: 50, maxAttempts: 2, dedupeKey: 'k' }));
      queue.fail(claimed().token, { message: 'It broke.', mayRetry: true });
      subject.advance(1000);
      const { token } = claimed();
      queue.heartbeat(token, { progress: 0.3, step: 'encode', remainingMs: 900 });
      const next = { payload: { stage: 2 }, priority: 100, progress: 0.4 };
      expect(queue.handOn(token, next)).toBe('queued');
      const there = { state: 'queued', payload: { stage: 2 }, priority: 100, progress: 0.4, attempt: 0 };
      expect(queue.get(id)).toMatchObject({ ...there, step: null, remainingMs: null, error: null });
      expect(queue.check(token)).toBe('lost');
      expect(queue.enqueue(work({ dedupeKey: 'k' })).id).toBe(id);
      const second = claimed();
      expect(second.job).toMatchObject({ id, attempt: 1, progress: 0.4, payload: { stage: 2 } });
      queue.heartbeat(second.token, { progress: 0.8, step: null });
      expect(queue.fail(second.token, { message: 'It broke.', mayRetry: true })).toBe('retrying');
      expect(queue.get(id)).toMatchObject({ progress: 0.4 });
    });

    it('hands nothing on for one that lost its lease, nor within a transaction that fails', () => {
      const { id } = queue.enqueue(work());
      const { token } = claimed();
      const next = { payload: {}, priority: 1, progress: 0.5 };
      expect(() =>
        queue.withLease(token, () => {
          queue.handOn(token, next);
          throw new Error('undone');
        }),
      ).toThrow('undone');
      expect(queue.check(token)).toBe('held');
      expect(() => queue.handOn('none', next)).toThrow(LeaseLostError);
      expect(queue.get(id)).toMatchObject({ state: 'running', payload: { n: 1 }, priority: 100 });
    });

    it('ends a cancelled job instead of handing it on', () => {
      const { id } = queue.enqueue(work());
      const { token } = claimed();
      queue.cancel(id);
      expect(queue.handOn(token, { payload: { stage: 2 }, priority: 100, progress: 0.5 })).toBe('cancelled');
      expect(queue.get(id)).toMatchObject({ state: 'cancelled', payload: { stage: 2 } });
      expect(queue.retry(id)).toMatchObject({ state: 'queued', payload: { stage: 2 }, progress: 0.5 });
    });

    it('tells the time left while it is known, and none of a job that waits or has ended', () => {
      const { id } = queue.enqueue(work());
      const { token } = claimed();
      queue.heartbeat(token, { progress: 0.1, step: null, remainingMs: 5000 });
      expect(queue.get(id)?.remainingMs).toBe(5000);
      queue.heartbeat(token, { progress: 0.2, step: null });
      expect(queue.get(id)?.remainingMs).toBeNull();
      queue.heartbeat(token, { progress: 0.3, step: null, remainingMs: 4000 });
      queue.complete(token);
      expect(queue.get(id)?.remainingMs).toBeNull();
    });

    it('keeps what its holders note of a job, in order, across attempts', () => {
      const { id } = queue.enqueue(work());
      const first = claimed();
      queue.note(first.token, [
        { atMs: 1, line: 'one' },
        { atMs: 2, line: 'two' },
      ]);
      queue.release(first.token);
      const second = claimed();
      queue.note(second.token, [{ atMs: 3, line: 'three' }]);
      expect(() => queue.note(first.token, [{ atMs: 4, line: 'late' }])).toThrow(LeaseLostError);
      expect(queue.log(id)).toEqual([
        { atMs: 1, line: 'one' },
        { atMs: 2, line: 'two' },
        { atMs: 3, line: 'three' },
      ]);
      expect(queue.log('none')).toEqual([]);
    });

    it('bounds the log of a job: the newest 500 lines, none longer than 8000 characters', () => {
      const { id } = queue.enqueue(work());
      const { token } = claimed();
      const lines = Array.from({ length: 700 }, (_, n) => ({ atMs: n, line: `line ${n}` }));
      queue.note(token, lines.slice(0, 300));
      queue.note(token, [...lines.slice(300), { atMs: 700, line: 'x'.repeat(9000) }]);
      const kept = queue.log(id);
      expect(kept).toHaveLength(500);
      expect(kept[0]).toEqual({ atMs: 201, line: 'line 201' });
      expect(kept.at(-1)?.line).toHaveLength(8000);
    });

    it('notes by itself that a person or the death of a worker changed a job', () => {
      const { id } = queue.enqueue(work());
      subject.queueOf(workers.dead).claim(['work']);
      queue.recover();
      queue.cancel(id);
      queue.retry(id);
      expect(queue.log(id).map(({ line }) => line)).toEqual([
        expect.stringMatching(/worker.*ended/),
        expect.stringMatching(/cancelled/i),
        expect.stringMatching(/queued again/i),
      ]);
    });

    it('takes the jobs of a dead worker back at once, and leaves those of a living one', () => {
      queue.enqueue(work());
      subject.queueOf(workers.dead).claim(['work']);
      expect(queue.recover()).toMatchObject([{ state: 'queued', crashes: 1 }]);
      claimed();
      expect(queue.recover()).toEqual([]);
    });

    it('ends a cancelled job whose worker died instead of starting it again', () => {
      const { id } = queue.enqueue(work());
      subject.queueOf(workers.dead).claim(['work']);
      queue.cancel(id);
      queue.recover();
      expect(queue.get(id)?.state).toBe('cancelled');
    });

    it('fails a job that keeps killing its workers', () => {
      const { id } = queue.enqueue(work({ maxAttempts: 1 }));
      const doomed = subject.queueOf(workers.dead);
      for (let crash = 1; crash <= timing.maxCrashes; crash++) {
        subject.advance(3_600_000);
        expect(doomed.claim(['work'])?.job.id).toBe(id);
        queue.recover();
        expect(queue.get(id)?.state).toBe('queued');
      }
      subject.advance(3_600_000);
      doomed.claim(['work']);
      queue.recover();
      expect(queue.get(id)).toMatchObject({ state: 'failed' });
      expect(queue.get(id)?.error).toMatch(/9 times/);
    });

    it('finds the newest job of each recording', () => {
      const jobs = ['a', 'a', 'b'].map((recordingId) => {
        subject.advance(1);
        return queue.enqueue(work({ recordingId: subject.recording(recordingId) }));
      });
      const [a, b, none] = ['a', 'b', 'none'].map((name) => subject.recording(name));
      const found = queue.latestOfEach([a, b, none].map(String));
      expect([...found.keys()].toSorted()).toEqual([a, b].toSorted());
      expect(found.get(String(a))?.id).toBe(jobs[1]?.id);
      expect(found.get(String(b))?.id).toBe(queue.latestOf(String(b))?.id);
    });

    it('lists the newest first, page by page, each once', () => {
      const ids = Array.from({ length: 7 }, (_, n) => {
        if (n % 2 === 0) subject.advance(1);
        return queue.enqueue(work()).id;
      });
      const seen: string[] = [];
      let after: { createdMs: number; id: string } | undefined;
      for (;;) {
        const page = queue.list({ limit: 3, ...(after && { after }) });
        if (page.length === 0) break;
        seen.push(...page.map((job) => job.id));
        after = page.at(-1);
      }
      expect(seen).toHaveLength(7);
      expect(new Set(seen)).toEqual(new Set(ids));
      expect(seen[0]).toBe(ids[6]);
    });
  });
}
