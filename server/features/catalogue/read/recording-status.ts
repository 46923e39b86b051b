import type { RecordingStatus } from '#server/contract/wire.ts';

/** What a viewer can do with a recording now, by its version that plays and its newest job; null where there is none. */
export function recordingStatus(o: {
  versionState: 'growing' | 'whole' | null;
  jobState: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | null;
}): RecordingStatus {
  if (o.versionState !== null) return o.versionState === 'growing' ? 'playable' : 'ready';
  if (o.jobState === 'running') return 'processing';
  return o.jobState === 'queued' || o.jobState === null ? 'waiting' : 'failed';
}
