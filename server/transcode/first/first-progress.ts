import type { EngineProgress } from '../stage.ts';

/** Copying is quick, and may have been in vain; so only a little of the whole. */
const ENCODE_FROM = 0.1;
/** Below this share of the work, how long the rest takes is a guess too rough to tell. */
const TELLS_FROM = 0.03;

/**
 * Turns the progress of steps that may be tried and given up into one that never goes back, with the time left.
 * @returns takes a step, its own ratio (0 to 1) and its speed
 */
export function createProgress(
  report: ((progress: EngineProgress) => void) | undefined,
): (step: string, ratio: number, speed: number | null) => void {
  let highest = 0;
  let current = '';
  let since = 0;
  return (step, ratio, speed) => {
    if (step !== current) since = performance.now();
    current = step;
    const isQuick = step === 'probe' || step === 'copy';
    const whole = isQuick ? ratio * ENCODE_FROM : ENCODE_FROM + ratio * (1 - ENCODE_FROM);
    highest = Math.max(highest, whole);
    const elapsedMs = performance.now() - since;
    const remainingMs = ratio < TELLS_FROM ? null : Math.round((elapsedMs * (1 - ratio)) / ratio);
    report?.({ step, ratio: highest, speed, remainingMs });
  };
}
