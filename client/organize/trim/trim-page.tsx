import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { RecordingEdits } from '#server/contract/wire.ts';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { Notice } from '../ui/notice.tsx';
import { EditHistory } from './edit-history.tsx';
import { editsKey } from './edits-key.ts';
import { TrimForm } from './trim-form.tsx';
import s from './trim-page.module.css';

/** Chooses the part of a recording that is shown. */
export function TrimPage() {
  const t = useRoomWords('trim');
  const http = useHttp();
  const { id = '' } = useParams();
  const { data, error } = useQuery({
    queryKey: editsKey(id),
    queryFn: ({ signal }) => http.get<RecordingEdits>(paths.api.recordingEdits(id), { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.isReady === false ? 3000 : false),
  });
  return (
    <>
      <PageHead
        title={data ? `${t.title}: ${data.title}` : t.title}
        back={<Link to={`/organize/recordings/${encodeURIComponent(id)}`}>{t.back}</Link>}
      >
        <p className={s.intro}>
          {t.intro} <Link to={`/organize/recordings/${encodeURIComponent(id)}/cut`}>{t.toCut}</Link>
        </p>
      </PageHead>
      {data === undefined ? (
        <Pending error={error} />
      ) : (
        <>
          {data.isReady ? null : <Notice>{t.working}</Notice>}
          <TrimForm key={data.editNumber} recording={data} />
          <EditHistory recording={data} />
        </>
      )}
    </>
  );
}
