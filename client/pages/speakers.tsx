import { paths } from '#server/contract/paths.ts';
import type { SpeakerCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import s from './speakers.module.css';

interface Letter {
  initial: string;
  speakers: SpeakerCard[];
}

/** Everyone who has spoken, from A to Z, each script under its own letters. */
export function SpeakersPage({ speakers, query }: { speakers: readonly SpeakerCard[]; query: string }) {
  const { m } = useReader();
  const letters = byInitial(speakers);
  return (
    <div className="wrap">
      <header className={s.head}>
        <div>
          <h1>{m.speakers}</h1>
          <p className={s.count}>{m.speakersCount(speakers.length)}</p>
        </div>
        <form className={s.filter} action={paths.speakers()}>
          <label htmlFor="speaker-filter">{m.filterSpeakers}</label>
          <input id="speaker-filter" type="search" name="q" defaultValue={query} maxLength={200} />
          <button type="submit">{m.filter}</button>
          {query === '' ? null : <a href={paths.speakers()}>{m.showAll}</a>}
        </form>
      </header>
      {letters.length > 2 ? (
        <nav className={s.letters} aria-label={m.lettersIndex}>
          {letters.map(({ initial }, index) => (
            <a key={initial} href={`#letter-${index}`}>
              {initial}
            </a>
          ))}
        </nav>
      ) : null}
      {speakers.length === 0 ? (
        <p className={s.none}>{query === '' ? m.noSpeakers : m.noSpeakerFound(query)}</p>
      ) : null}
      <div className={s.index}>
        {letters.map(({ initial, speakers: filed }, index) => (
          <section key={initial} className={s.letter} aria-labelledby={`letter-${index}`}>
            <h2 id={`letter-${index}`}>{initial}</h2>
            <ul>
              {filed.map((speaker) => (
                <SpeakerLine key={speaker.slug} speaker={speaker} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

function SpeakerLine({ speaker }: { speaker: SpeakerCard }) {
  const reader = useReader();
  return (
    <li className={s.speaker}>
      <a href={paths.speaker(speaker.slug)} lang={langOf(reader, speaker.nameLanguage)}>
        {speaker.name}
      </a>
      {speaker.affiliation ? <span>{speaker.affiliation}</span> : null}
      <small>{reader.m.talksCount(speaker.talkCount)}</small>
    </li>
  );
}

function byInitial(speakers: readonly SpeakerCard[]): Letter[] {
  const letters = new Map<string, SpeakerCard[]>();
  for (const speaker of speakers) {
    letters.set(speaker.initial, [...(letters.get(speaker.initial) ?? []), speaker]);
  }
  return [...letters].map(([initial, filed]) => ({ initial, speakers: filed }));
}
