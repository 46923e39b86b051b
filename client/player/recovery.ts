/** What is tried next after media could not be decoded. */
export type RecoveryStep = 'recover' | 'swap-codec' | 'restart' | 'skip' | 'give-up';

const steps: readonly RecoveryStep[] = ['recover', 'swap-codec', 'restart', 'skip', 'skip', 'give-up'];
const samePlaceSeconds = 12;

/** How far a damaged part is jumped over, in seconds. */
export const skippedSeconds = 4;

/**
 * Chooses the way out of each media error: first what costs least; where the same place fails again and again, it is
 * jumped over. An error elsewhere begins anew.
 */
export function createRecovery(): (positionSeconds: number) => RecoveryStep {
  let failedSeconds: number | null = null;
  let tried = 0;
  return (positionSeconds) => {
    const isSame = failedSeconds !== null && Math.abs(positionSeconds - failedSeconds) < samePlaceSeconds;
    if (!isSame) [failedSeconds, tried] = [positionSeconds, 0];
    const step = steps[Math.min(tried, steps.length - 1)] ?? 'give-up';
    tried += 1;
    return step;
  };
}
