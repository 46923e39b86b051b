import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '#server/contract/paths.ts';
import type { BulkReport } from '#server/contract/wire.ts';
import { ApiProblem } from '../api-problem.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { useToast } from '../ui/toast.tsx';
import { boardKey } from './use-board.ts';

export type Bulk =
  | { kind: 'publish'; recordingIds: readonly string[] | 'all ready' }
  | { kind: 'schedule'; recordingIds: readonly string[]; at: string };

/** Does something with many recordings; `report` is what came of the last time. */
export function useBulk(conferenceId: number, onDone: (bulk: Bulk) => void) {
  const t = useRoomWords('board');
  const { m } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const refresh = () => void client.invalidateQueries({ queryKey: boardKey(conferenceId) });
  const problem = (error: Error) =>
    toast({
      kind: 'problem',
      text: `${t.notDone} ${error instanceof ApiProblem ? error.message : m.serverUnreachable}`,
    });
  const undo = async (ids: readonly string[]) => {
    try {
      for (const id of ids) await http.send('POST', paths.api.unpublishRecording(id));
      toast({ kind: 'good', text: t.unpublishedMany(ids.length) });
    } catch (error) {
      problem(error instanceof Error ? error : new Error(String(error)));
    }
    refresh();
  };
  const act = useMutation({
    mutationFn: ({ kind, ...body }: Bulk) =>
      http.send<BulkReport>(
        'POST',
        kind === 'publish' ? paths.api.publishMany(conferenceId) : paths.api.scheduleMany(conferenceId),
        body,
      ),
    onSuccess: ({ done }, bulk) => {
      const isPublish = bulk.kind === 'publish';
      toast({
        kind: 'good',
        text: isPublish ? t.publishedMany(done.length) : t.scheduledMany(done.length),
        ...(isPublish && done.length > 0 && { action: { label: t.undo, run: () => void undo(done) } }),
      });
      onDone(bulk);
    },
    onError: problem,
    onSettled: refresh,
  });
  return { isBusy: act.isPending, report: act.data ?? null, run: (bulk: Bulk) => act.mutate(bulk) };
}
