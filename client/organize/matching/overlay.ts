import type { MatchDecision, MatchRecording, MatchReport } from '#server/contract/wire.ts';

/** What the list shows: open ones wait for a person; automatic ones were accepted by the portal; the others are decided. */
export type MatchView = 'open' | 'automatic' | 'decided';

/** In which part of the list a recording stands. */
export function viewOf(recording: MatchRecording): MatchView {
  if (recording.decision !== null) return 'decided';
  return recording.talkId === null ? 'open' : 'automatic';
}

/** A recording as it will be once a decision is written. */
export function decided(
  recording: MatchRecording,
  decision: MatchDecision,
  before: MatchRecording,
): MatchRecording {
  switch (decision.kind) {
    case 'talk':
      return { ...recording, talkId: decision.talkId, decision: { kind: 'talk', by: '' } };
    case 'not_in_programme':
      return { ...recording, talkId: null, decision: { kind: 'not_in_programme', by: '' } };
    case 'reject': {
      const best = recording.best.filter(({ talkId }) => talkId !== decision.talkId);
      const talkId = recording.talkId === decision.talkId ? null : recording.talkId;
      return { ...recording, talkId, best, kind: best.length === 0 ? 'none' : 'unsure' };
    }
    case 'undo':
      return before;
  }
}

/** A decision under way, with the recording as it was before. */
export interface Pending {
  decision: MatchDecision;
  before: MatchRecording;
}

/** The recordings with what is under way already shown as done. */
export function withPending(
  recordings: readonly MatchRecording[],
  pending: readonly Pending[],
): readonly MatchRecording[] {
  if (pending.length === 0) return recordings;
  const changes = Map.groupBy(pending, ({ decision }) => decision.recordingId);
  return recordings.map((recording) =>
    (changes.get(recording.id) ?? []).reduce(
      (now, { decision, before }) => decided(now, decision, before),
      recording,
    ),
  );
}

/** The recordings as the portal answered that they are. */
export function withResults(
  recordings: readonly MatchRecording[],
  results: MatchReport['results'],
): MatchRecording[] {
  const answers = new Map(results.map(({ recordingId, recording }) => [recordingId, recording]));
  return recordings.flatMap((recording) => {
    const answer = answers.get(recording.id);
    return answer === undefined ? recording : (answer ?? []);
  });
}
