import { captionsOf } from '#server/contract/caption-keys.ts';
import type { PageData } from '#server/contract/pages.ts';
import { wordsOf } from '#server/contract/passages.ts';
import { paths } from '#server/contract/paths.ts';
import { namedTracks } from '../i18n/named-tracks.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { hueClass } from '../ui/hue.ts';
import { SpeakerNames } from '../ui/speaker-names.tsx';
import s from './transcript-page.module.css';

type Props = Extract<PageData, { page: 'transcript' }>;

/** The words of a talk to read without watching; each passage leads to its moment in the recording. */
export function TranscriptPage({ talk, track, passages }: Props) {
  const reader = useReader();
  const { m, format } = reader;
  const moment = (ms: number) => paths.talk(talk.slug, Math.floor(ms / 1000), talk.recording?.editNumber);
  return (
    <article className={`wrap ${hueClass(talk.conference?.accent)}`}>
      <header className={s.head}>
        <p className={s.kind}>{m.transcript}</p>
        <h1 lang={langOf(reader, talk.textLanguage)}>{talk.title}</h1>
        <SpeakerNames speakers={talk.speakers} />
        <p className={s.links}>
          <a href={paths.talk(talk.slug)}>{m.watchTalk}</a>
        </p>
        <Languages talk={talk} track={track} />
        <p className={s.links}>
          <span>{m.downloadAs}</span>
          {(['vtt', 'srt', 'txt'] as const).map((kind) => (
            <a key={kind} href={paths.api.transcript(talk.slug, kind, track.key)} download rel="nofollow">
              {{ vtt: 'WebVTT', srt: 'SubRip', txt: m.plainText }[kind]}
            </a>
          ))}
        </p>
      </header>
      <ol className={s.passages} lang={langOf(reader, track.language)}>
        {passages.map(({ startMs, cues }) => (
          <li key={startMs + wordsOf(cues)}>
            <a href={moment(startMs)} rel="nofollow">
              <time dateTime={`PT${Math.floor(startMs / 1000)}S`}>{format.clock(startMs)}</time>
            </a>
            <p dir="auto">{wordsOf(cues)}</p>
          </li>
        ))}
      </ol>
    </article>
  );
}

/** The same words in other languages, where there are any. */
function Languages({ talk, track }: Pick<Props, 'talk' | 'track'>) {
  const { words } = useReader();
  const tracks = captionsOf(namedTracks(talk.recording?.tracks ?? [], words.live.player.machineMade));
  if (tracks.length < 2) return null;
  return (
    <ul className={s.links}>
      {tracks.map(({ key, label, language }) => (
        <li key={key}>
          <a
            href={paths.transcript(talk.slug, key)}
            lang={language ?? undefined}
            hrefLang={language ?? undefined}
            aria-current={key === track.key ? 'page' : undefined}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
