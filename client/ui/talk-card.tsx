import { paths } from '#server/contract/paths.ts';
import type { TalkCard as Talk } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { Poster } from './poster.tsx';
import { SpeakerNames } from './speaker-names.tsx';
import s from './talk-card.module.css';
import { TalkFacts } from './talk-facts.tsx';

interface Props {
  talk: Talk;
  level?: 2 | 3;
  hasConference?: boolean;
}

/** A talk in a grid: picture, title, people, and what helps to choose. A row with a small picture on phones. */
export function TalkCard({ talk, level = 3, hasConference = true }: Props) {
  const reader = useReader();
  const Heading = `h${level}` as const;
  return (
    <article className={s.card}>
      <Poster talk={talk} className={s.poster} />
      <div className={s.words}>
        <Heading className={s.title} lang={langOf(reader, talk.textLanguage)}>
          <a href={paths.talk(talk.slug)}>{talk.title}</a>
        </Heading>
        <SpeakerNames className={s.people} speakers={talk.speakers} />
        <TalkFacts talk={talk} hasConference={hasConference} />
      </div>
    </article>
  );
}

/** Talks side by side, as many as fit. */
export function TalkGrid({
  talks,
  hasConference = true,
  level = 3,
}: {
  talks: readonly Talk[];
  hasConference?: boolean;
  level?: 2 | 3;
}) {
  return (
    <ul className={s.grid}>
      {talks.map((talk) => (
        <li key={talk.slug}>
          <TalkCard talk={talk} level={level} hasConference={hasConference} />
        </li>
      ))}
    </ul>
  );
}
