import type { BulkReport } from '#server/contract/wire.ts';
import { useRoomWords } from '../organizer.tsx';
import { Notice } from '../ui/notice.tsx';
import s from './board-page.module.css';

/** What was left as it was when something was done with many recordings, and why; nothing where all went well. */
export function Report({ report }: { report: BulkReport | null }) {
  const t = useRoomWords('board');
  if (report === null || report.left.length === 0) return null;
  return (
    <div className={s.report}>
      <Notice kind="problem" title={t.leftOver(report.left.length)}>
        <ul>
          {report.left.map(({ recordingId, title, why }) => (
            <li key={recordingId}>
              <strong>{title}</strong>: <span lang="en">{why}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
