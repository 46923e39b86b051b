import type { ChildProcess } from 'node:child_process';

const KILL_AFTER_MS = 1000;

export interface ChildGuard {
  /** Why the guard ended the child, or null where it ended by itself. */
  reason: () => 'aborted' | 'stalled' | null;
  /** Tells the watchdog that the child got on. */
  touch: () => void;
  release: () => void;
}

/**
 * Ends a child when `signal` aborts or when `touch` was not called for `stallMs`: SIGTERM, and SIGKILL one second
 * later.
 */
export function guardChild(child: ChildProcess, o: { signal?: AbortSignal; stallMs: number }): ChildGuard {
  let reason: 'aborted' | 'stalled' | null = null;
  let killTimer: NodeJS.Timeout | undefined;
  const end = (why: 'aborted' | 'stalled') => {
    if (reason !== null) return;
    reason = why;
    child.kill('SIGTERM');
    killTimer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  };
  const onAbort = () => end('aborted');
  let watchdog = setTimeout(() => end('stalled'), o.stallMs);
  const touch = () => {
    clearTimeout(watchdog);
    if (reason === null) watchdog = setTimeout(() => end('stalled'), o.stallMs);
  };
  if (o.signal?.aborted) onAbort();
  o.signal?.addEventListener('abort', onAbort, { once: true });
  return {
    reason: () => reason,
    touch,
    release: () => {
      clearTimeout(watchdog);
      clearTimeout(killTimer);
      o.signal?.removeEventListener('abort', onAbort);
    },
  };
}
