import type { BoardState } from '#server/contract/wire.ts';
import type { BoardRecordingRow, BoardTalkRow } from './store.ts';

/**
 * What has become of a talk, by its plan and the recording that is shown, or would be.
 * @param o.isHeld its time is over
 */
export function talkState(o: {
  talk: Pick<BoardTalkRow, 'recording_plan' | 'withdrawn_ms'>;
  recording: BoardRecordingRow | null;
  isHeld: boolean;
}): BoardState {
  const { talk, recording, isHeld } = o;
  if (talk.recording_plan === 'opted_out') return 'opted_out';
  if (recording !== null) return recordingState(recording);
  if (talk.withdrawn_ms !== null) return 'withdrawn';
  if (talk.recording_plan === 'none') return 'not_recorded';
  return isHeld ? 'missing' : 'upcoming';
}

/** How far a recording is on its way to viewers. */
export function recordingState(row: BoardRecordingRow): BoardState {
  // What is published is seen as soon as its beginning plays; a person reviews what plays to its end.
  const plays = row.publication === 'published' ? row.is_complete !== null : row.is_complete === 1;
  if (!plays) return unwatchableState(row);
  if (row.publication === 'published') return 'published';
  if (row.release_at_ms !== null) return 'scheduled';
  return row.publication === 'withdrawn' ? 'unpublished' : 'needs_review';
}

function unwatchableState({ job_state }: BoardRecordingRow): BoardState {
  if (job_state === 'failed' || job_state === 'cancelled') return job_state;
  return job_state === 'running' ? 'processing' : 'recorded';
}
