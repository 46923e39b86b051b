import type { JobContext } from '#server/jobs/run-leased.ts';
import { killOrphans } from '#server/transcode/orphans.ts';
import { type StageDeps, touchTalkOf } from './stage-deps.ts';

/** Drops the rows of growing versions that have not come to their end; part of a caller's transaction. */
export function dropUnfinished({ versions }: Pick<StageDeps, 'versions'>, recordingId: string): void {
  for (const row of versions.of(recordingId)) {
    if (row.state === 'growing' && row.is_complete === 0) versions.remove(row.id);
  }
}

/** Removes folders of a recording that no row names. */
export async function removeNameless(
  { versions, folders }: Pick<StageDeps, 'versions' | 'folders'>,
  recordingId: string,
): Promise<void> {
  const listed = folders.names(recordingId);
  const kept = new Set(versions.of(recordingId).map((row) => row.id));
  for (const name of listed) if (!kept.has(name)) await folders.remove(recordingId, name);
}

/**
 * Removes what an earlier run left: its ffmpeg, rows without a folder, what was growing, folders without a row. A first
 * version that came to its end stays.
 */
export async function clearAway(
  deps: StageDeps,
  o: { recordingId: string; input: string; context: JobContext },
): Promise<void> {
  const { recordingId, context } = o;
  const { store, versions, folders, now } = deps;
  const isNew = folders.names(recordingId).length === 0 && context.job.crashes === 0;
  if (!isNew) {
    // Those that only measure name the original alone.
    for (const place of [folders.ofRecording(recordingId), o.input]) {
      const killed = await killOrphans(place);
      if (killed.length > 0) context.note(`Ended ${killed.length} ffmpeg of an earlier run.`);
    }
  }
  context.publish(() => {
    dropUnfinished(deps, recordingId);
    for (const row of versions.of(recordingId)) {
      if (row.state === 'growing' && !folders.has(recordingId, row.id)) versions.remove(row.id);
    }
    store.setError(recordingId, null, now());
    touchTalkOf(deps, recordingId);
  });
  if (!isNew) await removeNameless(deps, recordingId);
}
