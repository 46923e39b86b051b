import { useRoomWords } from '../organizer.tsx';
import { Notice } from '../ui/notice.tsx';

const most = 8;

/** Names what was chosen and is not uploaded. */
export function LeftOut({ names }: { names: readonly string[] }) {
  const t = useRoomWords('upload');
  if (names.length === 0) return null;
  return (
    <Notice title={t.leftOut(names.length)}>
      {t.leftOutHint} {names.slice(0, most).join(', ')}
      {names.length > most ? ' …' : null}
    </Notice>
  );
}
