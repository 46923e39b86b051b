import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { LibraryRecording } from '#server/contract/wire.ts';
import { RecordingActions } from './board/recording-actions.tsx';
import { CaptionsSection } from './captions/captions-section.tsx';
import { Fact, Facts } from './facts.tsx';
import { PageHead } from './frame.tsx';
import { JobActions } from './job-actions.tsx';
import { keys } from './job-cache.ts';
import job from './job-page.module.css';
import { JobProgress } from './job-progress.tsx';
import { JobState } from './job-state.tsx';
import { Loudness } from './loudness.tsx';
import { useOrganizer } from './organizer.tsx';
import { usePortal } from './portal.tsx';
import { Pending } from './problem.tsx';
import s from './recording-page.module.css';
import { recordingTitle } from './recordings-page.tsx';
import { Renditions } from './renditions.tsx';
import { Section } from './section.tsx';
import { EditLinks } from './trim/edit-links.tsx';

/** One recording with all that is known about it: facts, qualities, sound, chapters and its work. */
export function RecordingPage() {
  const { m } = useOrganizer();
  const portal = usePortal();
  const { id = '' } = useParams();
  const { data, error } = useQuery({ queryKey: keys.recording(id), queryFn: () => portal.recording(id) });
  return (
    <>
      <PageHead
        title={data ? recordingTitle(data) : m.recording}
        back={<Link to="/organize/recordings">{m.backToRecordings}</Link>}
      >
        {data?.talk?.isPublic ? (
          <p className={s.talk}>
            <a href={paths.talk(data.talk.slug)}>{m.toTalk}</a>
          </p>
        ) : null}
      </PageHead>
      {data ? (
        <>
          <RecordingActions recording={data} />
          <CurrentJob recording={data} />
          <div className={s.edits}>
            <EditLinks recordingId={data.id} />
          </div>
          <RecordingFacts recording={data} />
          <Renditions renditions={data.renditions} />
          <Sound recording={data} />
          <CaptionsSection recordingId={id} />
          <Chapters chapters={data.chapters} />
        </>
      ) : (
        <Pending error={error} />
      )}
    </>
  );
}

function CurrentJob({ recording }: { recording: LibraryRecording }) {
  const { m } = useOrganizer();
  // Its newest state arrives with the news of all jobs.
  const { data = recording.job } = useQuery<LibraryRecording['job']>({
    queryKey: keys.job(recording.job?.id ?? ''),
    enabled: false,
  });
  if (data === null) return null;
  const title = recordingTitle(recording);
  return (
    <section className={job.now} aria-label={m.currentJob}>
      <div className={s.job}>
        <JobState job={data} />
        <Link to={`/organize/jobs/${encodeURIComponent(data.id)}`}>{m.log}</Link>
      </div>
      <JobProgress job={data} subject={title} />
      <JobActions job={data} subject={title} />
    </section>
  );
}

function RecordingFacts({ recording }: { recording: LibraryRecording }) {
  const { m, format } = useOrganizer();
  const known = recording.captionLanguages.filter((language) => language !== null);
  const unknown = recording.captionLanguages.length - known.length;
  const captions = [
    known.length > 0 ? format.languages(known) : null,
    unknown > 0 ? m.languageUnknown : null,
  ];
  return (
    <Facts>
      <Fact name={m.status}>{m.statuses[recording.status]}</Fact>
      <Fact name={m.error}>{recording.error === null ? null : <span lang="en">{recording.error}</span>}</Fact>
      <Fact name={m.publication}>{m.publications[recording.publication]}</Fact>
      <Fact name={m.matchNote}>
        {recording.matchNote === null ? null : <span lang="en">{recording.matchNote}</span>}
      </Fact>
      <Fact name={m.file}>
        <code>{recording.arrivedAs}</code>
      </Fact>
      <Fact name={m.arrived}>
        <time dateTime={recording.arrivedAt}>{format.moment(recording.arrivedAt)}</time>
      </Fact>
      <Fact name={m.size}>{format.size(recording.sizeBytes)}</Fact>
      <Fact name={m.length}>{recording.durationMs === null ? null : format.clock(recording.durationMs)}</Fact>
      <Fact name={m.captions}>{captions.filter(Boolean).join(', ') || m.captionsNone}</Fact>
      <Fact name={m.storyboard}>{recording.hasStoryboard ? m.yes : m.no}</Fact>
      <Fact name={m.versions}>
        {recording.versions.length === 0 ? null : <Versions versions={recording.versions} />}
      </Fact>
    </Facts>
  );
}

function Versions({ versions }: { versions: LibraryRecording['versions'] }) {
  const { m, format } = useOrganizer();
  return (
    <ul className={s.versions}>
      {versions.map(({ id, state, stage, servedUntil }) => (
        <li key={id}>
          {[
            m.versionStates[state],
            m.stages[stage],
            servedUntil === null ? null : m.servedUntil(format.moment(servedUntil)),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </li>
      ))}
    </ul>
  );
}

function Sound({ recording }: { recording: LibraryRecording }) {
  const { m, format } = useOrganizer();
  const { audioTracks, renditions } = recording;
  const isKnown = renditions.length > 0 || audioTracks.length > 0;
  return (
    <Section id="sound" title={m.sound}>
      {audioTracks.length === 0 ? <p>{isKnown ? m.soundNone : m.renditionsNone}</p> : null}
      <ul className={s.tracks}>
        {audioTracks.map((track) => (
          <li key={track.id}>
            <h3>{track.label}</h3>
            <p className={s.track}>
              {[
                track.language === null ? m.languageUnknown : format.languageName(track.language),
                m.channels(track.channels),
                format.bitrate(track.averageBitrateBps),
              ].join(' · ')}
            </p>
            {track.loudness === null ? <p>{m.soundLater}</p> : <Loudness report={track.loudness} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Chapters({ chapters }: { chapters: LibraryRecording['chapters'] }) {
  const { m, format } = useOrganizer();
  if (chapters.length === 0) return null;
  return (
    <Section id="chapters" title={m.chapters}>
      <ol className={s.chapters}>
        {chapters.map(({ startMs, title }) => (
          <li key={startMs}>
            <span>{format.clock(startMs)}</span> {title}
          </li>
        ))}
      </ol>
    </Section>
  );
}
