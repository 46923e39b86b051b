import { useRoomWords } from '../organizer.tsx';
import { Buttons, LinkButton } from '../ui/button.tsx';

/** The ways to the pages that edit what a recording shows. */
export function EditLinks({ recordingId }: { recordingId: string }) {
  const t = useRoomWords('trim');
  const page = `/organize/recordings/${encodeURIComponent(recordingId)}`;
  return (
    <Buttons>
      <LinkButton to={`${page}/trim`}>{t.title}</LinkButton>
      <LinkButton to={`${page}/cut`}>{t.cutTitle}</LinkButton>
    </Buttons>
  );
}
