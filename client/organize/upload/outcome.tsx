import { Link } from 'react-router';
import { useRoomWords } from '../organizer.tsx';
import s from './outcome.module.css';
import type { UploadRow } from './rows.ts';

/** What has become of a file, in words: its talk, why it was refused, what is to be done; and its hash. */
export function Outcome({ row, conferenceId }: { row: UploadRow; conferenceId: number }) {
  const t = useRoomWords('upload');
  const { upload, local, state } = row;
  return (
    <>
      {state === 'unfinished' ? <p>{t.chooseAgain}</p> : null}
      {state === 'failed' ? (
        <p className={s.problem}>{local?.problem ? <span lang="en">{local.problem}</span> : t.failed}</p>
      ) : null}
      {upload?.reason ? (
        <p className={s.problem} lang="en">
          {upload.reason}
        </p>
      ) : null}
      {state === 'taken' ? <TakenAs upload={upload} conferenceId={conferenceId} /> : null}
      {upload?.sha256 ? (
        <p className={s.hash}>
          {t.hash} <code>{upload.sha256}</code>
        </p>
      ) : null}
    </>
  );
}

function TakenAs({ upload, conferenceId }: { upload: UploadRow['upload']; conferenceId: number }) {
  const t = useRoomWords('upload');
  const recording = upload?.recording ?? null;
  if (recording === null) return <p>{t.noRecording}</p>;
  if (recording.talk === null)
    return (
      <p>
        <Link to={`/organize/conferences/${conferenceId}/matching`}>{t.waitsForMatching}</Link>
      </p>
    );
  return (
    <p>
      {t.matched} <Link to={`/organize/recordings/${recording.id}`}>{recording.talk.title}</Link>
    </p>
  );
}
