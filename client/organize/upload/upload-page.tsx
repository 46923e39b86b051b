import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { Upload, UploadLimits } from '#server/contract/wire.ts';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { Announcer } from './announcer.tsx';
import { DropZone } from './drop-zone.tsx';
import { LeftOut } from './left-out.tsx';
import { Overall } from './overall.tsx';
import { rowsOf } from './rows.ts';
import { sortOut } from './sort-out.ts';
import { transfer } from './transfer.ts';
import { UploadItem } from './upload-item.tsx';
import s from './upload-page.module.css';

const dayMs = 86_400_000;

/** Where the recordings of a conference are dropped in, and what becomes of each. */
export function UploadPage() {
  const t = useRoomWords('upload');
  const { format } = useOrganizer();
  const conferenceId = Number(useParams().id);
  const { files, isWaitingForLine, bytesPerSecond } = useSyncExternalStore(transfer.subscribe, transfer.get);
  const local = files.filter((file) => file.conferenceId === conferenceId);
  const { limits, uploads, error } = useUploads(
    conferenceId,
    local.some(({ state }) => state !== 'paused'),
  );
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  if (limits === undefined || uploads === undefined) return <Pending error={error} />;

  const rows = rowsOf(local, uploads);
  const unfinished = rows.filter(({ state }) => state === 'unfinished').length;
  const add = (chosen: readonly File[]) => {
    const sorted = sortOut(chosen, limits);
    setLeftOut(sorted.leftOut);
    transfer.add(sorted.files, { conferenceId, unfinished: uploads });
  };
  return (
    <>
      <PageHead title={t.title}>
        <p className={s.intro}>{t.intro}</p>
      </PageHead>
      <DropZone extensions={limits.extensions} onFiles={add}>
        <p>
          {t.limits({ largest: format.size(limits.largestBytes), free: format.size(limits.freeBytes) })}{' '}
          {t.types} {t.kept(t.days(Math.round(limits.keptMs / dayMs)))}
        </p>
      </DropZone>
      <LeftOut names={leftOut} />
      {unfinished > 0 ? <Notice>{t.chooseAgainAll(unfinished)}</Notice> : null}
      {isWaitingForLine ? <Notice>{t.offline}</Notice> : null}
      <Announcer rows={rows} />
      {rows.length === 0 ? (
        <EmptyState title={t.none}>
          <p>{t.noneHint}</p>
        </EmptyState>
      ) : (
        <>
          <Overall files={local} bytesPerSecond={bytesPerSecond} />
          <h2 className="visually-hidden">{t.files}</h2>
          <ul className={s.list}>
            {rows.map((row) => (
              <UploadItem key={row.key} row={row} conferenceId={conferenceId} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What may be uploaded, and what of one's own the portal knows; asked again while something is on its way. */
function useUploads(conferenceId: number, isBusy: boolean) {
  const http = useHttp();
  const limits = useQuery({
    queryKey: ['uploads', 'limits'],
    queryFn: ({ signal }) => http.get<UploadLimits>(paths.api.uploadLimits(), { signal }),
  });
  const uploads = useQuery({
    queryKey: ['uploads', conferenceId],
    queryFn: ({ signal }) =>
      http.get<{ items: Upload[] }>(`${paths.api.uploads()}?conference=${conferenceId}&limit=200`, {
        signal,
      }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      isBusy || state.data?.items.some((upload) => upload.state === 'checking') ? 1500 : 15_000,
  });
  return { limits: limits.data, uploads: uploads.data?.items, error: limits.error ?? uploads.error };
}
