import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { Board, RecordingEdits } from '#server/contract/wire.ts';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { editsKey } from '../trim/edits-key.ts';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { CutForm } from './cut-form.tsx';
import s from './cut-page.module.css';

/** Cuts a recording that runs through several talks. */
export function CutPage() {
  const t = useRoomWords('cut');
  const http = useHttp();
  const { id = '' } = useParams();
  const { data, error } = useQuery({
    queryKey: editsKey(id),
    queryFn: ({ signal }) => http.get<RecordingEdits>(paths.api.recordingEdits(id), { signal }),
    staleTime: 0,
  });
  const conferenceId = data?.conferenceId ?? null;
  const { data: board, error: boardError } = useQuery({
    queryKey: ['board for cutting', conferenceId],
    queryFn: ({ signal }) => http.get<Board>(paths.api.board(conferenceId ?? 0), { signal }),
    enabled: conferenceId !== null,
  });
  const page = `/organize/recordings/${encodeURIComponent(id)}`;
  return (
    <>
      <PageHead title={data ? `${t.title}: ${data.title}` : t.title} back={<Link to={page}>{t.back}</Link>}>
        <p className={s.intro}>
          {t.intro} <Link to={`${page}/trim`}>{t.toTrim}</Link>
        </p>
      </PageHead>
      {data === undefined || (conferenceId !== null && board === undefined) ? (
        <Pending error={error ?? boardError} />
      ) : board === undefined ? (
        <EmptyState title={t.noConference}>
          <Link to={page}>{t.back}</Link>
        </EmptyState>
      ) : (
        <>
          {data.isCut ? <Notice>{t.isCut}</Notice> : null}
          <CutForm recording={data} board={board} />
        </>
      )}
    </>
  );
}
