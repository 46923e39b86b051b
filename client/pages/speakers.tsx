import type { PageData } from '#server/contract/pages.ts';
import { paths } from '#server/contract/paths.ts';
import type { SpeakerCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { Pager } from '../ui/pager.tsx';
import { listingUrl } from './listing-url.ts';
import s from './speakers.module.css';

type Speakers = Extract<PageData, { page: 'speakers' }>;

interface Letter {
  initial: string;
  speakers: SpeakerCard[];
}

/** Everyone who has spoken, from A to Z, each script under its own letters; a letter at a time where they are many. */
export function SpeakersPage({ speakers, query, speakerCount, letters, pageNumber, hasMore }: Speakers) {
  const reader = useReader();
  const { m } = reader;
  const groups = byInitial(speakers);
  const shown = letters.find(({ isShown }) => isShown)?.initial;
  return (
    <div className="wrap">
      <header className={s.head}>
        <div>
          <h1>{m.speakers}</h1>
          <p className={s.count}>{m.speakersCount(speakerCount)}</p>
        </div>
        <form className={s.filter} action={paths.speakers()}>
          <label htmlFor="speaker-filter">{m.filterSpeakers}</label>
          <input id="speaker-filter" type="search" name="q" defaultValue={query} maxLength={200} />
          <button type="submit">{m.filter}</button>
          {query === '' ? null : <a href={paths.speakers()}>{m.showAll}</a>}
        </form>
      </header>
      {letters.length > 0 ? (
        <nav className={s.letters} aria-label={m.lettersIndex}>
          {letters.map(({ initial, isShown }) => (
            <a
              key={initial}
              href={listingUrl(paths.speakers(), { letter: initial })}
              aria-current={isShown ? 'page' : undefined}
            >
              {initial}
            </a>
          ))}
        </nav>
      ) : groups.length > 2 ? (
        <nav className={s.letters} aria-label={m.lettersIndex}>
          {groups.map(({ initial }, index) => (
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
        {groups.map(({ initial, speakers: filed }, index) => (
          <section key={initial} className={s.letter} aria-labelledby={`letter-${index}`}>
            <h2 id={`letter-${index}`} lang={langOf(reader, filed[0]?.nameLanguage ?? null)}>
              {initial}
            </h2>
            <ul>
              {filed.map((speaker) => (
                <SpeakerLine key={speaker.slug} speaker={speaker} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Pager
        pageNumber={pageNumber}
        hasMore={hasMore}
        urlOf={(page) => listingUrl(paths.speakers(), { letter: shown, page: page === 1 ? null : page })}
      />
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
