import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { Job } from '#server/contract/wire.ts';
import { PageHead } from './frame.tsx';
import { JobActions } from './job-actions.tsx';
import { keys } from './job-cache.ts';
import { JobProgress } from './job-progress.tsx';
import { JobState } from './job-state.tsx';
import s from './jobs-page.module.css';
import { useOrganizer } from './organizer.tsx';
import { usePortal } from './portal.tsx';
import { Pending } from './problem.tsx';

const filters = {
  all: () => true,
  unfinished: ({ state }: Job) => state === 'queued' || state === 'running',
  failed: ({ state }: Job) => state === 'failed',
};
type Filter = keyof typeof filters;
const filterNames: readonly Filter[] = ['all', 'unfinished', 'failed'];

/** The queue as it works, newest first. */
export function JobsPage() {
  const { m } = useOrganizer();
  const portal = usePortal();
  const [search] = useSearchParams();
  const filter = filterNames.find((name) => name === search.get('show')) ?? 'all';
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: keys.jobs,
    queryFn: ({ pageParam }) => portal.jobs(pageParam),
    initialPageParam: null as string | null, // the type of every later one
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const jobs = data?.pages.flatMap(({ items }) => items).filter(filters[filter]);
  const nothing = { all: m.noJobs, unfinished: m.noUnfinished, failed: m.noFailed }[filter];
  return (
    <>
      <PageHead title={m.jobs} />
      <nav className={s.filters} aria-label={m.show}>
        {filterNames.map((name) => (
          <Link
            key={name}
            to={name === 'all' ? '.' : `?show=${name}`}
            aria-current={name === filter ? 'page' : undefined}
          >
            {m[name]}
          </Link>
        ))}
        {jobs ? <span className={s.count}>{m.jobsShown(jobs.length)}</span> : null}
      </nav>
      {jobs === undefined ? <Pending error={error} /> : null}
      {jobs?.length === 0 ? <p className={s.nothing}>{nothing}</p> : null}
      <ul className={s.list}>
        {jobs?.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {hasNextPage ? (
        <p className={s.more}>
          <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {m.olderJobs}
          </button>
        </p>
      ) : null}
    </>
  );
}

function JobRow({ job }: { job: Job }) {
  const { format } = useOrganizer();
  const subject = job.subject ?? job.kind;
  const isUnfinished = filters.unfinished(job);
  return (
    <li className={s.row} data-state={job.state}>
      <div className={s.what}>
        <h2>
          <Link to={`/organize/jobs/${encodeURIComponent(job.id)}`}>{subject}</Link>
        </h2>
        <JobState job={job} />
        {job.error === null || isUnfinished ? null : (
          <p className={s.error} lang="en">
            {job.error}
          </p>
        )}
      </div>
      <div className={s.how}>
        {isUnfinished ? (
          <JobProgress job={job} subject={subject} />
        ) : (
          <time dateTime={job.finishedAt ?? job.createdAt}>
            {format.moment(job.finishedAt ?? job.createdAt)}
          </time>
        )}
      </div>
      <JobActions job={job} subject={subject} />
    </li>
  );
}
