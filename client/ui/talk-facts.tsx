import { paths } from '#server/contract/paths.ts';
import type { TalkCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import s from './talk-facts.module.css';
import { TalkState } from './talk-state.tsx';

interface Props {
  talk: TalkCard;
  hasConference?: boolean;
  hasDay?: boolean;
  hasTrack?: boolean;
  /** Left out where the page has said so of everything on it. */
  hasSample?: boolean;
}

/** What helps to choose a talk: length, the language spoken, captions; else why there is nothing to watch. */
export function TalkFacts({
  talk,
  hasConference = false,
  hasDay = false,
  hasTrack = false,
  hasSample = true,
}: Props) {
  const reader = useReader();
  const { m, format } = reader;
  return (
    <ul className={s.facts}>
      {hasConference && talk.conference ? (
        <li className={s.conference}>
          <a href={paths.conference(talk.conference.slug)} lang={langOf(reader, talk.conference.language)}>
            {talk.conference.title}
          </a>
        </li>
      ) : null}
      {talk.state === 'watchable' ? (
        talk.durationMs === null ? null : (
          <li>
            <time dateTime={`PT${Math.round(talk.durationMs / 1000)}S`}>
              {format.duration(talk.durationMs)}
            </time>
          </li>
        )
      ) : (
        <>
          <li>
            <TalkState state={talk.state} />
          </li>
          {talk.plannedMs === null ? null : <li>{m.finding.planned(format.duration(talk.plannedMs))}</li>}
        </>
      )}
      {hasDay && talk.day ? (
        <li>
          <time dateTime={talk.day}>{format.day(talk.day)}</time>
        </li>
      ) : null}
      {talk.spokenLanguage ? <li>{format.languageName(talk.spokenLanguage)}</li> : null}
      {talk.captionLanguages.length > 0 ? (
        <li>{m.captionsIn(format.languages(talk.captionLanguages))}</li>
      ) : talk.state === 'watchable' ? (
        <li>{m.finding.noCaptions}</li>
      ) : null}
      {hasTrack && talk.track ? <li>{talk.track}</li> : null}
      {talk.isSample && hasSample ? <li>{m.sample}</li> : null}
    </ul>
  );
}
