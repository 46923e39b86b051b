import type { ChildProcess } from 'node:child_process';

const KILL_AFTER_MS = 1000;

/** Why a child was ended: asked for, no progress, no time left, or it went beyond a limit of what it may make. */
export type EndReason = 'aborted' | 'stalled' | 'overtime' | 'excess';

export interface ChildGuard {
  /** Why the guard ended the child, or null where it ended by itself. */
  reason: () => EndReason | null;
  /** Tells the watchdog that the child got on. */
  touch: () => void;
  /** Ends the child: SIGTERM, and SIGKILL one second later. Only the first reason counts. */
  end: (why: EndReason) => void;
  release: () => void;
}

/**
 * Ends a child when `signal` aborts, when `touch` was not called for `stallMs`, or after `wallMs` whatever it does.
 */
export function guardChild(
  child: ChildProcess,
  o: { signal?: AbortSignal | undefined; stallMs: number; wallMs: number },
): ChildGuard {
  let reason: EndReason | null = null;
  let killTimer: NodeJS.Timeout | undefined;
  const end = (why: EndReason) => {
    if (reason !== null) return;
    reason = why;
    child.kill('SIGTERM');
    killTimer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  };
  const onAbort = () => end('aborted');
  let watchdog = setTimeout(() => end('stalled'), o.stallMs);
  const clock = setTimeout(() => end('overtime'), o.wallMs);
  const touch = () => {
    clearTimeout(watchdog);
    if (reason === null) watchdog = setTimeout(() => end('stalled'), o.stallMs);
  };
  if (o.signal?.aborted) onAbort();
  o.signal?.addEventListener('abort', onAbort, { once: true });
  return {
    reason: () => reason,
    touch,
    end,
    release: () => {
      for (const timer of [watchdog, clock, killTimer]) clearTimeout(timer);
      o.signal?.removeEventListener('abort', onAbort);
    },
  };
}
