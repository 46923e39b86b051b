import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { RecordingEdits } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useRoomWords } from '../organizer.tsx';
import { useToast } from '../ui/toast.tsx';

interface Piece {
  talkId: number;
  startMs: number;
  endMs: number;
}

/** Cuts a recording, then goes to the board of its conference. */
export function useCut(recording: RecordingEdits) {
  const t = useRoomWords('cut');
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (pieces: readonly Piece[]) =>
      http.send<{ recordingIds: string[] }>(
        'POST',
        paths.api.cutRecording(recording.recordingId),
        { pieces },
        { ifMatch: `"${recording.editNumber}"` },
      ),
    onSuccess: async ({ recordingIds }) => {
      toast({ kind: 'good', text: t.done(recordingIds.length) });
      await client.invalidateQueries();
      navigate(
        recording.conferenceId === null
          ? '/organize/recordings'
          : `/organize/conferences/${recording.conferenceId}`,
      );
    },
  });
}
