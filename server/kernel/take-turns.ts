import { setImmediate } from 'node:timers/promises';

/** Long work lets others have their turn after so long. */
const sliceMs = 12;

/** Long work in slices: the function returned is awaited between its steps, and lets requests in when a slice is over. */
export function takeTurns(): () => Promise<void> {
  let untilMs = performance.now() + sliceMs;
  return async () => {
    if (performance.now() < untilMs) return;
    await setImmediate();
    untilMs = performance.now() + sliceMs;
  };
}
