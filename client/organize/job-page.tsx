import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Job } from '#server/contract/wire.ts';
import { Fact, Facts } from './facts.tsx';
import { PageHead } from './frame.tsx';
import { JobActions } from './job-actions.tsx';
import { keys } from './job-cache.ts';
import s from './job-page.module.css';
import { JobProgress } from './job-progress.tsx';
import { JobState } from './job-state.tsx';
import { useOrganizer } from './organizer.tsx';
import { usePortal } from './portal.tsx';
import { Pending, Problem } from './problem.tsx';
import { Section } from './section.tsx';

/** One job with its log. */
export function JobPage() {
  const { m } = useOrganizer();
  const portal = usePortal();
  const { id = '' } = useParams();
  const { data: job, error } = useQuery({ queryKey: keys.job(id), queryFn: () => portal.job(id) });
  const subject = job ? (job.subject ?? job.kind) : m.job;
  return (
    <>
      <PageHead title={subject} back={<Link to="/organize/jobs">{m.backToJobs}</Link>} />
      {job ? (
        <>
          <div className={s.now}>
            <JobState job={job} />
            <JobProgress job={job} subject={subject} />
            <JobActions job={job} subject={subject} />
          </div>
          <JobFacts job={job} />
          <JobLog job={job} subject={subject} />
        </>
      ) : (
        <Pending error={error} />
      )}
    </>
  );
}

function JobFacts({ job }: { job: Job }) {
  const { m, format } = useOrganizer();
  const at = (instant: string | null) =>
    instant === null ? null : <time dateTime={instant}>{format.moment(instant)}</time>;
  return (
    <Facts>
      <Fact name={m.error}>{job.error === null ? null : <span lang="en">{job.error}</span>}</Fact>
      <Fact name={m.recording}>
        {job.recordingId === null ? null : (
          <Link to={`/organize/recordings/${encodeURIComponent(job.recordingId)}`}>
            {job.subject ?? job.recordingId}
          </Link>
        )}
      </Fact>
      <Fact name={m.step}>{job.step === null ? null : <code lang="en">{job.step}</code>}</Fact>
      <Fact name={m.attempt}>{m.attemptOf({ attempt: job.attempt, most: job.maxAttempts })}</Fact>
      <Fact name={m.created}>{at(job.createdAt)}</Fact>
      <Fact name={m.started}>{at(job.startedAt)}</Fact>
      <Fact name={m.finished}>{at(job.finishedAt)}</Fact>
    </Facts>
  );
}

function JobLog({ job, subject }: { job: Job; subject: string }) {
  const { m } = useOrganizer();
  const portal = usePortal();
  const isUnfinished = job.state === 'queued' || job.state === 'running';
  const { data, error } = useQuery({
    queryKey: keys.log(job.id),
    queryFn: () => portal.log(job.id),
    refetchInterval: isUnfinished ? 2_000 : false,
  });
  return (
    <Section id="log" title={m.log}>
      {error ? <Problem error={error} /> : null}
      {data === '' ? <p className={s.empty}>{m.logEmpty}</p> : null}
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with keys (WCAG 2.1.1)
        <section className={s.text} tabIndex={0} aria-label={m.logOf(subject)} lang="en">
          <pre>{data}</pre>
        </section>
      ) : null}
    </Section>
  );
}
