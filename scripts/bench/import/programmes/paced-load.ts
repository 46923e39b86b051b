import { Agent, get } from 'node:http';

/** How long requests took that were sent at a fixed pace, whatever became of those before them. */
export interface LoadReport {
  requests: number;
  failures: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  maxMs: number;
}

/**
 * Sends page requests at a fixed pace until told to stop. Times run from when a request was due, so that one that had to wait
 * counts as slow.
 * @param o.urls asked in turn
 */
export function startLoad(o: {
  urls: readonly string[];
  perSecond: number;
  /** Sent with each request. */
  headers?: Record<string, string>;
}): () => Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const everyMs = 1000 / o.perSecond;
  const beganMs = performance.now();
  const timesMs: number[] = [];
  const answers: Promise<void>[] = [];
  let failures = 0;
  let sent = 0;
  const send = (dueMs: number) => {
    const url = o.urls[sent % o.urls.length] ?? '';
    answers.push(
      new Promise((resolve) => {
        const done = (isFine: boolean) => {
          timesMs.push(performance.now() - dueMs);
          if (!isFine) failures += 1;
          resolve();
        };
        get(url, { agent, headers: o.headers ?? {} }, (answer) => {
          answer.resume();
          answer.once('end', () => done(answer.statusCode === 200));
        }).once('error', () => done(false));
      }),
    );
    sent += 1;
  };
  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - beganMs) / everyMs);
    while (sent < due) send(beganMs + (sent + 1) * everyMs);
  }, 2);
  return async () => {
    clearInterval(timer);
    await Promise.all(answers);
    agent.destroy();
    timesMs.sort((one, other) => one - other);
    const at = (share: number) =>
      timesMs[Math.min(timesMs.length - 1, Math.floor(timesMs.length * share))] ?? 0;
    return {
      requests: timesMs.length,
      failures,
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      p99Ms: at(0.99),
      maxMs: at(1),
    };
  };
}
