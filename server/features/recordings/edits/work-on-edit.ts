import type { JobContext } from '#server/jobs/run-leased.ts';
import { type EditList, readEditList } from './map-time.ts';
import type { EditStore } from './store.ts';

/** The edit that a run makes a version of. */
export interface EditInForce {
  number: number;
  list: EditList;
}

/** Raised where a run would publish what was edited since: nothing of it may be shown. */
export class EditChangedError extends Error {
  constructor() {
    super('The recording was edited while this version was made.');
    this.name = 'EditChangedError';
  }
}

const lookEveryMs = 300;

/** The edit in force of a recording; null where there is no such recording. */
export function editInForce(edits: EditStore, recordingId: string): EditInForce | null {
  const row = edits.inForce(recordingId);
  return row === undefined ? null : { number: row.edit_number, list: readEditList(row.edit_list) };
}

/**
 * A job's context for the run of one edit: another edit ends it soon, and every transaction of it makes sure, before
 * it writes, that its edit is still the one in force.
 */
export function bindToEdit(
  edits: EditStore,
  o: { recordingId: string; edit: EditInForce; context: JobContext },
): { context: JobContext; isOutdated: () => boolean; release: () => void } {
  const { context } = o;
  const outdated = new AbortController();
  const isOutdated = () => edits.inForce(o.recordingId)?.edit_number !== o.edit.number;
  const timer = setInterval(() => {
    if (isOutdated()) outdated.abort();
  }, lookEveryMs);
  const inForce = <T>(write: () => T) => {
    return (): T => {
      if (isOutdated()) throw new EditChangedError();
      return write();
    };
  };
  return {
    isOutdated,
    release: () => clearInterval(timer),
    context: {
      ...context,
      signal: AbortSignal.any([context.signal, outdated.signal]),
      publish: (write) => context.publish(inForce(write)),
      finish: (write) => context.finish(inForce(write)),
      handOn: (next, write) => context.handOn(next, inForce(write)),
    },
  };
}
