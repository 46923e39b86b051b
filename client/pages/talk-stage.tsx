import type { Recording, Talk } from '#server/contract/wire.ts';
import { namedTracks } from '../i18n/named-tracks.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { Said } from '../i18n/said.tsx';
import { classNames } from '../ui/class-names.ts';
import { JsonScript } from '../ui/json-script.tsx';
import { TitleCard } from '../ui/poster.tsx';
import { Still } from '../ui/still.tsx';
import { TalkState } from '../ui/talk-state.tsx';
import s from './talk-stage.module.css';
import { hasTranscript, TranscriptPlace } from './transcript-place.tsx';

/**
 * The picture's place in its dim hall. The player's script takes it over where it runs; without it there is a plain
 * video, and without a recording the reason why.
 */
export function TalkStage({ talk, startSeconds }: { talk: Talk; startSeconds: number | null }) {
  return (
    <div className={s.hall}>
      <div className={classNames(s.row, hasTranscript(talk) && s.beside)}>
        <TalkPicture className={s.stage} talk={talk} startSeconds={startSeconds} />
        {hasTranscript(talk) ? <TranscriptPlace talk={talk} /> : null}
      </div>
    </div>
  );
}

/** The picture alone, in a box that says how large it is. */
export function TalkPicture({
  talk,
  startSeconds,
  className,
}: {
  talk: Talk;
  startSeconds: number | null;
  className: string | undefined;
}) {
  const { language } = useReader();
  const { recording } = talk;
  const mayPlay = recording !== null || talk.state === 'coming' || talk.state === 'processing';
  return (
    <div className={className} {...(mayPlay ? { 'data-player': '' } : {})}>
      {recording?.playlistUrl ? (
        <>
          <BeforePlay talk={talk} recording={recording} startSeconds={startSeconds} />
          <noscript>
            <PlainVideo talk={talk} recording={recording} startSeconds={startSeconds} />
          </noscript>
        </>
      ) : (
        <NothingToWatch talk={talk} />
      )}
      {mayPlay ? (
        <JsonScript
          data={{
            talkSlug: talk.slug,
            title: talk.title,
            speakers: talk.speakers.map((speaker) => speaker.name),
            recording,
            startSeconds,
            language,
          }}
        />
      ) : null}
    </div>
  );
}

interface VideoProps {
  talk: Talk;
  recording: Recording;
  startSeconds: number | null;
}

/** How wide the stage is, roughly as its styles say. */
const stageSizes = '(width < 46rem) 100vw, min(100vw, 98rem, (100svh - 15rem) * 16 / 9)';

/**
 * The poster with a button, until the player comes (player/begin.ts). Behind the button is the file, for browsers that have
 * scripts but could not load ours.
 */
function BeforePlay({ talk, recording, startSeconds }: VideoProps) {
  const reader = useReader();
  const { posterUrl, posters, playlistUrl, downloads } = recording;
  const from = startSeconds === null ? '' : `#t=${startSeconds}`;
  return (
    <div className={s.before}>
      {posterUrl === null ? (
        <TitleCard talk={talk} isBare />
      ) : (
        <Still className={s.video} of={{ posterUrl, posters }} sizes={stageSizes} isFirst />
      )}
      <a className={s.play} href={`${downloads[0]?.url ?? playlistUrl}${from}`} rel="nofollow" data-play="">
        <span className="visually-hidden">
          <Said
            message={reader.words.pages.playRecording}
            value={<span lang={langOf(reader, talk.textLanguage)}>{talk.title}</span>}
          />
        </span>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M8 5v14l11-7z" />
        </svg>
      </a>
    </div>
  );
}

function PlainVideo({ talk, recording, startSeconds }: VideoProps) {
  const { m, words } = useReader();
  const from = startSeconds === null ? '' : `#t=${startSeconds}`;
  const captions = namedTracks(recording.tracks, words.live.player.machineMade).filter(
    (track) => track.kind === 'captions' && track.url !== null,
  );
  return (
    // biome-ignore lint/a11y/useMediaCaption: captions are listed below where the recording has them
    <video
      className={s.video}
      controls
      preload="none"
      playsInline
      poster={recording.posterUrl ?? undefined}
      aria-label={m.playRecording(talk.title)}
    >
      {recording.downloads.map((file) => (
        <source key={file.url} src={`${file.url}${from}`} type={file.mimeType} />
      ))}
      {recording.playlistUrl ? (
        <source src={`${recording.playlistUrl}${from}`} type="application/vnd.apple.mpegurl" />
      ) : null}
      {captions.map((track) => (
        <track
          key={track.url}
          kind="captions"
          src={track.url ?? undefined}
          srcLang={track.language ?? undefined}
          label={track.label}
          default={track.isDefault}
        />
      ))}
    </video>
  );
}

function NothingToWatch({ talk }: { talk: Talk }) {
  const { m, format } = useReader();
  const { recording } = talk;
  const words = {
    watchable: m.aboutProcessing,
    processing: m.aboutProcessing,
    coming: m.aboutComing,
    not_recorded: m.aboutNotRecorded,
    opted_out: m.aboutOptedOut,
  }[talk.state];
  const failed = recording?.status === 'failed';
  return (
    <>
      <TitleCard talk={talk} isBare />
      <div className={s.notice}>
        {failed ? null : <TalkState state={talk.state} />}
        <p>
          {failed ? m.aboutFailed : words}
          {!failed && recording && recording.progress > 0
            ? ` ${m.preparedShare(format.percent(recording.progress))}`
            : null}
        </p>
      </div>
    </>
  );
}
