import { paths } from '#server/contract/paths.ts';
import type { SearchMatch, TalkCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { Poster } from './poster.tsx';
import s from './search-hit.module.css';
import { SpeakerNames } from './speaker-names.tsx';
import { TalkFacts } from './talk-facts.tsx';

/** A talk that was found, and the words it was found by. */
export function SearchHit({ talk, matches }: { talk: TalkCard; matches: readonly SearchMatch[] }) {
  const reader = useReader();
  const { m } = reader;
  const lang = langOf(reader, talk.textLanguage);
  const inTitle = matches.find((match) => match.field === 'title' && plain(match) === talk.title);
  const others = matches.filter((match) => match !== inTitle && match.field !== 'speaker');
  return (
    <article className={s.hit}>
      <Poster talk={talk} className={s.poster} />
      <div>
        <h2 className={s.title} lang={lang}>
          <a href={paths.talk(talk.slug, startOf(matches))}>
            {inTitle ? <Snippet match={inTitle} /> : talk.title}
          </a>
        </h2>
        <SpeakerNames className={s.people} speakers={talk.speakers} />
        {others.map((match) => (
          <p key={`${match.field}-${match.startMs ?? plain(match)}`} className={s.snippet}>
            <span className="visually-hidden">{m.inField[match.field]}: </span>
            <span lang={langOf(reader, match.language ?? null)}>
              <Snippet match={match} />
            </span>
          </p>
        ))}
        <TalkFacts talk={talk} hasConference hasDay />
      </div>
    </article>
  );
}

function Snippet({ match }: { match: SearchMatch }) {
  let at = 0;
  return match.snippet.map((run) => {
    const key = at;
    at += run.text.length;
    return run.isHit ? <mark key={key}>{run.text}</mark> : <span key={key}>{run.text}</span>;
  });
}

function plain(match: SearchMatch): string {
  return match.snippet.map((run) => run.text).join('');
}

function startOf(matches: readonly SearchMatch[]): number | undefined {
  const startMs = matches.find((match) => match.startMs !== undefined)?.startMs;
  return startMs === undefined ? undefined : startMs / 1000;
}
