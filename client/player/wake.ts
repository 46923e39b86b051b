const lookMs = 10_000;
/** Hidden pages get their timers once a minute at worst; what is longer was sleep. */
const sleptMs = 90_000;

/** Calls back when the machine, or the browser's frozen page, wakes from a sleep. */
export function watchWake(options: { onWake: () => void; signal: AbortSignal }): void {
  const { onWake, signal } = options;
  let lookedAtMs = Date.now();
  const timer = setInterval(() => {
    const nowMs = Date.now();
    const hasSlept = nowMs - lookedAtMs > sleptMs;
    lookedAtMs = nowMs;
    if (hasSlept) onWake();
  }, lookMs);
  const wake = () => {
    lookedAtMs = Date.now();
    onWake();
  };
  document.addEventListener('resume', wake, { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && wake(), { signal });
  signal.addEventListener('abort', () => clearInterval(timer));
}
