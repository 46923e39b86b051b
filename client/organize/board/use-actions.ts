import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '#server/contract/paths.ts';
import type { BoardTalk } from '#server/contract/wire.ts';
import { ApiProblem } from '../api-problem.ts';
import { type Http, useHttp } from '../http.ts';
import { type RoomWords, useOrganizer, useRoomWords } from '../organizer.tsx';
import { useToast } from '../ui/toast.tsx';

/** What shows recordings. */
const changed = [['board'], ['recording'], ['recordings']];

type TalkName = Pick<BoardTalk, 'id' | 'title'>;

/** What an organizer may do with a talk's recording. */
export type Action =
  | {
      kind: 'publish' | 'unpublish' | 'retry' | 'cancel' | 'unschedule' | 'takeOff' | 'keep';
      recordingId: string;
    }
  | { kind: 'schedule'; recordingId: string; at: string }
  | { kind: 'assign' | 'replace'; recordingId: string; newId: string }
  | { kind: 'optOut' | 'lift' };

const said = {
  publish: 'published',
  unpublish: 'unpublished',
  retry: 'retried',
  cancel: 'cancelled',
  schedule: 'scheduled',
  unschedule: 'unscheduled',
  assign: 'assigned',
  replace: 'replacing',
  keep: 'kept',
  takeOff: 'takenOff',
  optOut: 'optedOut',
  lift: 'lifted',
} satisfies Readonly<Record<Action['kind'], keyof RoomWords<'board'>>>;

/** Does what an organizer wants with a talk, says what was done, and offers the way back where there is one. */
export function useActions() {
  const t = useRoomWords('board');
  const { m } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const act = useMutation({
    mutationFn: ({ talk, action }: { talk: TalkName; action: Action }) => send(http, talk, action),
    onSuccess: (_answer, { talk, action }) => {
      const say = t[said[action.kind]];
      const back = undoOf(action);
      toast({
        kind: 'good',
        text: say(talk.title),
        ...(back && { action: { label: t.undo, run: () => act.mutate({ talk, action: back }) } }),
      });
    },
    onError: (error) =>
      toast({
        kind: 'problem',
        text: `${t.notDone} ${error instanceof ApiProblem ? error.message : m.serverUnreachable}`,
      }),
    // The news of the board tell it too; asking again is for a connection that was lost just now.
    onSettled: () => Promise.all(changed.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  return { isBusy: act.isPending, run: (talk: TalkName, action: Action) => act.mutate({ talk, action }) };
}

function send(http: Http, talk: TalkName, action: Action): Promise<unknown> {
  switch (action.kind) {
    case 'publish':
      return http.send('POST', paths.api.publishRecording(action.recordingId));
    case 'unpublish':
      return http.send('POST', paths.api.unpublishRecording(action.recordingId));
    case 'retry':
      return http.send('POST', paths.api.retryRecording(action.recordingId));
    case 'cancel':
      return http.send('POST', paths.api.cancelRecording(action.recordingId));
    case 'schedule':
      return http.send('POST', paths.api.scheduleRecording(action.recordingId), { at: action.at });
    case 'unschedule':
      return http.send('DELETE', paths.api.scheduleRecording(action.recordingId));
    case 'assign':
      return http.send('POST', paths.api.assignRecording(action.newId), { talkId: talk.id });
    case 'takeOff':
      return http.send('POST', paths.api.assignRecording(action.recordingId), { talkId: null });
    case 'replace':
      return http.send('POST', paths.api.replaceRecording(action.recordingId), {
        withRecordingId: action.newId,
      });
    case 'keep':
      return http.send('DELETE', paths.api.replaceRecording(action.recordingId));
    case 'optOut':
    case 'lift':
      return http.send('POST', paths.api.optOut(talk.id), { isOptedOut: action.kind === 'optOut' });
  }
}

function undoOf(action: Action): Action | null {
  if (action.kind === 'publish') return { ...action, kind: 'unpublish' };
  if (action.kind === 'unpublish') return { ...action, kind: 'publish' };
  if (action.kind === 'schedule') return { kind: 'unschedule', recordingId: action.recordingId };
  if (action.kind === 'replace') return { kind: 'keep', recordingId: action.recordingId };
  if (action.kind === 'assign') return { kind: 'takeOff', recordingId: action.newId };
  if (action.kind === 'takeOff')
    return { kind: 'assign', recordingId: action.recordingId, newId: action.recordingId };
  return null;
}
