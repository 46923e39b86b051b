/**
 * What is tried next after media could not be decoded: `again` = the same, fetched anew; `other-rendition` = the same
 * stretch in another quality; `skip` = going on behind it.
 */
export type RecoveryStep = 'again' | 'other-rendition' | 'skip' | 'give-up';

/** A stretch of the recording, in seconds. */
export interface Stretch {
  startSeconds: number;
  endSeconds: number;
}

/** Chooses the way out of media errors. */
export interface Recovery {
  /** The step to take after an error in a stretch (null where nobody knows where). */
  next(stretch: Stretch | null, hasOtherRendition: boolean): RecoveryStep;
  /** Something was played: whatever fails from now on is new. */
  progressed(): void;
}

/** So many steps without a moment of playing in between are in vain. */
const mostInVain = 6;
/** Decoders fail a little before or after the seam of two damaged stretches. */
const seamSeconds = 1;

/**
 * Makes a recovery that goes one step at a time: the next one comes only when the error is back. What costs least comes
 * first; a stretch beside one that was skipped is skipped without further trials.
 */
export function createRecovery(): Recovery {
  let failing: Stretch | null = null;
  let trials: RecoveryStep[] = [];
  const skipped: Stretch[] = [];
  let inVain = 0;

  const touches = (one: Stretch, other: Stretch, slackSeconds = 0) =>
    one.startSeconds < other.endSeconds + slackSeconds && other.startSeconds < one.endSeconds + slackSeconds;

  return {
    next(stretch, hasOtherRendition) {
      inVain += 1;
      if (inVain > mostInVain || (stretch === null && inVain > 1)) return 'give-up';
      if (stretch === null) return 'again';
      if (!failing || !touches(failing, stretch)) trials = [];
      failing = stretch;
      const isBesideSkipped = skipped.some((other) => touches(other, stretch, seamSeconds));
      const step = (['again', 'other-rendition'] as const).find(
        (each) =>
          !isBesideSkipped && !trials.includes(each) && (each !== 'other-rendition' || hasOtherRendition),
      );
      if (!step) skipped.push(stretch);
      trials.push(step ?? 'skip');
      return step ?? 'skip';
    },
    progressed() {
      inVain = 0;
    },
  };
}
