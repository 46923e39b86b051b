import type { ReactNode } from 'react';
import { paths } from '#server/contract/paths.ts';
import type { TalkCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { Poster } from './poster.tsx';
import { SpeakerNames } from './speaker-names.tsx';
import { TalkFacts } from './talk-facts.tsx';
import s from './talk-row.module.css';
import { TalkState } from './talk-state.tsx';

interface Props {
  talk: TalkCard;
  /** What leads the row: a time, a number, nothing. */
  lead?: ReactNode;
  room?: string | null;
  /** Where its neighbours are of other days. */
  hasDay?: boolean;
}

/** A talk as a line of a printed programme. */
export function TalkRow({ talk, lead, room = null, hasDay = false }: Props) {
  const reader = useReader();
  const { m } = reader;
  return (
    <article className={s.row} data-state={talk.state}>
      {lead === undefined ? null : <p className={s.lead}>{lead}</p>}
      <div className={s.words}>
        <h3 className={s.title} lang={langOf(reader, talk.textLanguage)}>
          <a href={paths.talk(talk.slug)}>{talk.title}</a>
        </h3>
        <SpeakerNames className={s.people} speakers={talk.speakers} />
        {room === null ? null : (
          <p className={s.room}>
            <span className="visually-hidden">{m.room}: </span>
            {room}
          </p>
        )}
      </div>
      <div className={s.facts}>
        {talk.state === 'watchable' ? <TalkState state={talk.state} /> : null}
        <TalkFacts talk={talk} hasDay={hasDay} hasSample={false} hasTrack />
      </div>
      {talk.state === 'watchable' || talk.state === 'processing' ? (
        <Poster talk={talk} className={s.poster} />
      ) : null}
    </article>
  );
}
