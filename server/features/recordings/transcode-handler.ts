import type { JobHandler } from '#server/jobs/run-leased.ts';
import { readTranscodePayload, type Stage, stagePriority, transcodePayload } from './job-kinds.ts';
import { clearAway, dropUnfinished } from './stages/clear-away.ts';
import { explainFailure } from './stages/explain-failure.ts';
import { runFirstStage } from './stages/first-stage.ts';
import { runLastingStage } from './stages/lasting-stage.ts';
import { inputOf, type StageDeps, touchTalkOf } from './stages/stage-deps.ts';

export type TranscodeHandlerDeps = Omit<StageDeps, 'onStep' | 'now'> & {
  /** Called at the boundary of every step, with its name. */
  onStep?: ((step: string) => void) | undefined;
  now?: () => number;
};

/**
 * The job that makes a recording's versions, in two stages: watchable at once, then whole for good. Which stage it is
 * at lies in the library itself: with a version that plays to its end, the first stage is done.
 */
export function createTranscodeHandler(given: TranscodeHandlerDeps): JobHandler {
  const deps: StageDeps = {
    ...given,
    onStep: given.onStep ?? (() => {}),
    now: given.now ?? Date.now,
  };
  const { store, versions } = deps;
  const plays = (recordingId: string) => versions.of(recordingId).find((row) => row.state !== 'retired');

  return {
    async run(context) {
      const { recordingId, stage } = readTranscodePayload(context.job.payload);
      const recording = store.byId(recordingId);
      if (recording === undefined) return;
      context.note(`Recording ${recordingId}: ${recording.arrived_as}, ${recording.size_bytes} bytes.`);
      await clearAway(deps, { recordingId, input: inputOf(deps, recording), context });
      deps.onStep('cleared');
      const shown = plays(recordingId);
      const needed: Stage = shown === undefined ? 'first' : 'lasting';
      if (needed !== (stage ?? 'lasting')) {
        const payload = transcodePayload(recordingId, needed);
        const next = { payload, priority: stagePriority[needed], progress: context.job.progress };
        return context.handOn(next, () => {});
      }
      if (shown === undefined) return runFirstStage(deps, { recording, context });
      const first = shown.state === 'growing' ? shown : null;
      return runLastingStage(deps, { recording, first, context });
    },
    explain: (error, job) => explainFailure(error, store.byId(readTranscodePayload(job.payload).recordingId)),
    onEnded(job, outcome, failure) {
      const { recordingId } = readTranscodePayload(job.payload);
      if (store.byId(recordingId) === undefined) return;
      dropUnfinished(deps, recordingId);
      if (outcome === 'failed' && failure !== null && plays(recordingId) === undefined) {
        store.setError(recordingId, failure.message, deps.now());
      }
      touchTalkOf(deps, recordingId);
    },
  };
}
