import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '#server/contract/paths.ts';
import type { RecordingEdits } from '#server/contract/wire.ts';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Problem } from '../problem.tsx';
import { Section } from '../section.tsx';
import { Button } from '../ui/button.tsx';
import { Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import { editsKey } from './edits-key.ts';
import { writeTime } from './typed-time.ts';

/** The edits a recording had, newest first, with a way back to each that can come back. */
export function EditHistory({ recording }: { recording: RecordingEdits }) {
  const t = useRoomWords('trim');
  const { format } = useOrganizer();
  const http = useHttp();
  const client = useQueryClient();
  const toast = useToast();
  const goBack = useMutation({
    mutationFn: (editNumber: number) =>
      http.send<RecordingEdits>(
        'POST',
        paths.api.revertRecording(recording.recordingId),
        { editNumber },
        { ifMatch: `"${recording.editNumber}"` },
      ),
    onSuccess: (edits) => {
      client.setQueryData(editsKey(recording.recordingId), edits);
      toast({ kind: 'good', text: t.wentBack });
    },
  });
  if (recording.edits.length < 2) return null;
  return (
    <Section id="history" title={t.history}>
      {goBack.error ? <Problem error={goBack.error} /> : null}
      <Table caption={t.history} head={[t.edit, t.shows, t.made, '']}>
        {recording.edits.toReversed().map((edit) => (
          <tr key={edit.number}>
            <th scope="row">
              {edit.number} {edit.number === recording.editNumber ? `(${t.inForce})` : null}
              {edit.isPrivate ? ` (${t.forPrivacy})` : null}
            </th>
            <td>
              {edit.span === null
                ? t.whole
                : `${writeTime(edit.span.startMs)} – ${writeTime(edit.span.endMs)}`}
            </td>
            <td>{edit.createdAt === null ? null : format.moment(edit.createdAt)}</td>
            <td>
              {edit.canComeBack ? (
                <Button isBusy={goBack.isPending} onClick={() => goBack.mutate(edit.number)}>
                  {t.goBack}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
