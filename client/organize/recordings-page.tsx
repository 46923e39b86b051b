import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { LibraryRecording, OrganizedConference } from '#server/contract/wire.ts';
import { PageHead } from './frame.tsx';
import { useHttp } from './http.ts';
import { keys } from './job-cache.ts';
import list from './jobs-page.module.css';
import { useOrganizer } from './organizer.tsx';
import { usePortal } from './portal.tsx';
import { Pending } from './problem.tsx';
import s from './recordings-page.module.css';
import { Select } from './ui/inputs.tsx';

const shows = ['all', 'unmatched', 'review', 'published', 'withdrawn'] as const;

/** The recordings of one's conferences, newest first; which of them stands in the address. */
export function RecordingsPage() {
  const { m } = useOrganizer();
  const portal = usePortal();
  const [search] = useSearchParams();
  const show = shows.find((name) => name === search.get('show')) ?? 'all';
  const conference = search.get('conference') ?? '';
  const filter = new URLSearchParams({ show, ...(conference !== '' && { conference }) }).toString();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keys.recordings, filter],
    queryFn: ({ pageParam }) => portal.recordings(pageParam, filter),
    initialPageParam: null as string | null, // the type of every later one
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const recordings = data?.pages.flatMap(({ items }) => items);
  const isAll = show === 'all' && conference === '';
  return (
    <>
      <PageHead title={m.recordings}>
        {recordings ? <p className={s.count}>{m.recordingsShown(recordings.length)}</p> : null}
      </PageHead>
      <Filters show={show} conference={conference} />
      {recordings === undefined ? <Pending error={error} /> : null}
      {recordings?.length === 0 ? (
        <p className={list.nothing}>{isAll ? m.noRecordings : m.noSuchRecordings}</p>
      ) : null}
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

function Filters({ show, conference }: { show: (typeof shows)[number]; conference: string }) {
  const { m } = useOrganizer();
  const http = useHttp();
  const [, setSearch] = useSearchParams();
  const { data } = useQuery({
    queryKey: ['conferences'],
    queryFn: ({ signal }) =>
      http.get<{ items: OrganizedConference[] }>(paths.api.organizeConferences(), { signal }),
  });
  const words = { all: m.all, unmatched: m.noTalk, ...m.publications };
  const to = (name: string) =>
    `?${new URLSearchParams({ show: name, ...(conference !== '' && { conference }) })}`;
  return (
    <div className={s.filters}>
      <nav className={list.filters} aria-label={m.show}>
        {shows.map((name) => (
          <Link key={name} to={to(name)} aria-current={name === show ? 'page' : undefined}>
            {words[name]}
          </Link>
        ))}
      </nav>
      <Select
        label={m.conference}
        value={conference}
        options={[
          { value: '', label: m.all },
          ...(data?.items ?? []).map(({ id, title }) => ({ value: String(id), label: title })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          setSearch({ show, ...(value !== '' && { conference: value }) })
        }
      />
    </div>
  );
}

/** How people call a recording: by its talk, or by the file's own name. */
export function recordingTitle({ talk, arrivedAs }: LibraryRecording): string {
  return talk?.title ?? arrivedAs.split('/').at(-1) ?? arrivedAs;
}

function RecordingRow({ recording }: { recording: LibraryRecording }) {
  const { m, format } = useOrganizer();
  const { status, publication, audioTracks, conference } = recording;
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
          {conference === null ? null : <span>{conference.title}</span>}
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
