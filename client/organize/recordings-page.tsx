import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { LibraryRecording } from '#server/contract/wire.ts';
import { PageHead } from './frame.tsx';
import { keys } from './job-cache.ts';
import list from './jobs-page.module.css';
import { useOrganizer } from './organizer.tsx';
import { usePortal } from './portal.tsx';
import { Pending } from './problem.tsx';
import s from './recordings-page.module.css';

/** Every recording of the library, newest first. */
export function RecordingsPage() {
  const { m } = useOrganizer();
  const portal = usePortal();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: keys.recordings,
    queryFn: ({ pageParam }) => portal.recordings(pageParam),
    initialPageParam: null as string | null, // the type of every later one
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const recordings = data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <PageHead title={m.recordings}>
        {recordings ? <p className={s.count}>{m.recordingsShown(recordings.length)}</p> : null}
      </PageHead>
      {recordings === undefined ? <Pending error={error} /> : null}
      {recordings?.length === 0 ? <p className={list.nothing}>{m.noRecordings}</p> : null}
      <ul className={list.list}>
        {recordings?.map((recording) => (
          <RecordingRow key={recording.id} recording={recording} />
        ))}
      </ul>
      {hasNextPage ? (
        <p className={list.more}>
          <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {m.olderRecordings}
          </button>
        </p>
      ) : null}
    </>
  );
}

/** How people call a recording: by its talk, or by the file's own name. */
export function recordingTitle({ talk, arrivedAs }: LibraryRecording): string {
  return talk?.title ?? arrivedAs.split('/').at(-1) ?? arrivedAs;
}

function RecordingRow({ recording }: { recording: LibraryRecording }) {
  const { m, format } = useOrganizer();
  const { status, publication, audioTracks } = recording;
  const hasFailedSound = audioTracks.some(({ loudness }) => loudness?.method === 'failed');
  return (
    <li className={s.row}>
      <div className={list.what}>
        <h2>
          <Link to={`/organize/recordings/${encodeURIComponent(recording.id)}`}>
            {recordingTitle(recording)}
          </Link>
        </h2>
        <p className={s.facts}>
          {recording.talk === null ? <strong>{m.noTalk}</strong> : null}
          {hasFailedSound ? <strong>{m.measurementFailed}</strong> : null}
        </p>
      </div>
      <p className={s.state}>
        <strong>{m.statuses[status]}</strong> · {m.publications[publication]}
      </p>
      <p className={s.numbers}>
        <span>
          {recording.durationMs === null ? null : `${format.duration(recording.durationMs)} · `}
          {format.size(recording.sizeBytes)}
        </span>
        <time dateTime={recording.arrivedAt}>{format.moment(recording.arrivedAt)}</time>
      </p>
    </li>
  );
}
