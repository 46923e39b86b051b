import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { MatchDecision, Matches, MatchRecording, MatchReport } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { type Pending, withPending, withResults } from './overlay.ts';

/** A decision without what the page knows by itself. */
export type Choice =
  | { kind: 'talk'; talkId: number }
  | { kind: 'reject'; talkId: number }
  | { kind: 'not_in_programme' }
  | { kind: 'undo' };

const together = 100;

/**
 * What there is to match in a conference. Decisions show at once and are written one batch after the other; what could not
 * be written is shown as it was, and told to `onRefused`.
 */
export function useMatches(
  conferenceId: number,
  onRefused: (refused: { count: number; isConflict: boolean }) => void,
) {
  const http = useHttp();
  const client = useQueryClient();
  const key = useMemo(() => ['matches', conferenceId], [conferenceId]);
  const path = paths.api.matches(conferenceId);
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => http.get<Matches>(path, { signal }),
    staleTime: 0,
  });
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const queue = useRef<Pending[]>([]);
  const isSending = useRef(false);

  const send = useCallback(async () => {
    if (isSending.current) return;
    isSending.current = true;
    while (queue.current.length > 0) {
      const batch = queue.current.slice(0, together);
      try {
        const decisions = batch.map(({ decision }) => decision);
        const { results } = await http.send<MatchReport>('POST', path, { decisions });
        // What was asked for before is older than this answer.
        await client.cancelQueries({ queryKey: key });
        client.setQueryData<Matches>(
          key,
          (known) => known && { ...known, recordings: withResults(known.recordings, results) },
        );
        const refused = results.filter(({ outcome }) => outcome !== 'done').length;
        if (refused > 0) onRefused({ count: refused, isConflict: true });
      } catch {
        onRefused({ count: batch.length, isConflict: false });
        void client.invalidateQueries({ queryKey: key });
      }
      queue.current = queue.current.slice(batch.length);
      setPending(queue.current);
    }
    isSending.current = false;
  }, [client, http, key, path, onRefused]);

  const recordings = useMemo(() => withPending(data?.recordings ?? [], pending), [data, pending]);

  const decide = useCallback(
    (choices: ReadonlyArray<{ recording: MatchRecording; choice: Choice; before?: MatchRecording }>) => {
      const made = choices.map(({ recording, choice, before = recording }) => ({
        decision: { ...choice, recordingId: recording.id, was: recording.talkId } satisfies MatchDecision,
        before,
      }));
      queue.current = [...queue.current, ...made];
      setPending(queue.current);
      void send();
    },
    [send],
  );

  return {
    isKnown: data !== undefined,
    error,
    talks: data?.talks ?? noTalks,
    recordings,
    decide,
    isSaving: pending.length > 0,
  };
}

const noTalks: Matches['talks'] = [];
