import type { JobContext, JobHandler } from '#server/jobs/run-leased.ts';
import { bindToEdit, type EditInForce, editInForce } from './edits/work-on-edit.ts';
import { readTranscodePayload, type Stage, stagePriority, transcodePayload } from './job-kinds.ts';
import { clearAway, dropUnfinished } from './stages/clear-away.ts';
import { explainFailure } from './stages/explain-failure.ts';
import { runFirstStage } from './stages/first-stage.ts';
import { runLastingStage } from './stages/lasting-stage.ts';
import { inputOf, type StageDeps, touchTalkOf } from './stages/stage-deps.ts';
import type { RecordingInLibrary } from './store.ts';

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
  const { store, versions, edits } = deps;
  const plays = (recordingId: string) => versions.of(recordingId).find((row) => row.state !== 'retired');

  const work = async (recording: RecordingInLibrary, edit: EditInForce, context: JobContext) => {
    const { recordingId, stage } = readTranscodePayload(context.job.payload);
    await clearAway(deps, { recordingId, input: inputOf(deps, recording), context });
    deps.onStep('cleared');
    const shown = versions
      .of(recordingId)
      .find((row) => row.state !== 'retired' && row.edit_number === edit.number);
    const needed: Stage = shown === undefined ? 'first' : 'lasting';
    if (needed !== (stage ?? 'lasting')) {
      const payload = transcodePayload(recordingId, needed);
      const next = { payload, priority: stagePriority[needed], progress: context.job.progress };
      return context.handOn(next, () => {});
    }
    if (shown === undefined) return runFirstStage(deps, { recording, edit, context });
    const first = shown.state === 'growing' ? shown : null;
    return runLastingStage(deps, { recording, edit, first, context });
  };

  /** The work begins anew with what was edited meanwhile; that is no failure. */
  const beginAnew = (recordingId: string, context: JobContext) => {
    context.note('The recording was edited meanwhile: the work begins anew.');
    const next = {
      payload: transcodePayload(recordingId, 'first'),
      priority: stagePriority.first,
      progress: 0,
    };
    context.handOn(next, () => {
      dropUnfinished(deps, recordingId);
      touchTalkOf(deps, recordingId);
    });
  };

  return {
    async run(context) {
      const { recordingId } = readTranscodePayload(context.job.payload);
      const recording = store.byId(recordingId);
      const edit = editInForce(edits, recordingId);
      if (recording === undefined || edit === null) return;
      context.note(`Recording ${recordingId}: ${recording.arrived_as}, ${recording.size_bytes} bytes.`);
      const bound = bindToEdit(edits, { recordingId, edit, context });
      try {
        await work(recording, edit, bound.context);
      } catch (error) {
        if (context.signal.aborted || !bound.isOutdated() || store.byId(recordingId) === undefined)
          throw error;
        beginAnew(recordingId, context);
      } finally {
        bound.release();
      }
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
