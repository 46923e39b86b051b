import type { RecordingStatus } from '#server/contract/wire.ts';

const eagerMs = 30_000;
/** A recording that has just arrived is most often watchable within a second or two. */
const soonMs = 10_000;
const hiddenFactor = 8;

/** Milliseconds between two questions about a recording, once the first half minute is over. */
const betweenAsksMs: Readonly<Record<RecordingStatus | 'none', number | null>> = {
  none: 2_000,
  waiting: 1_000,
  processing: 1_000,
  playable: 3_000,
  failed: 15_000,
  ready: null,
};
const patientMs = 300_000;

/**
 * Says how long to wait before a talk's recording is asked for again; null = no more. `sinceMs` is the time since the
 * page was opened or the status last changed: what just happened is likely to go on, and seconds count then.
 */
export function nextAskMs(at: {
  status: RecordingStatus | 'none';
  sinceMs: number;
  isHidden: boolean;
}): number | null {
  const calm = betweenAsksMs[at.status];
  if (calm === null) return null;
  const isNothingToWatch = at.status !== 'playable' && at.status !== 'failed';
  const isEager = isNothingToWatch && at.sinceMs < eagerMs;
  const isPatient = at.status === 'none' && at.sinceMs > patientMs;
  const isSoon = isEager && at.status !== 'none' && at.sinceMs < soonMs;
  const pace = isSoon ? 200 : isEager ? 500 : isPatient ? 5_000 : calm;
  return pace * (at.isHidden ? hiddenFactor : 1);
}
