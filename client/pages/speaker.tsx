import { paths } from '#server/contract/paths.ts';
import type { Speaker } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { Paragraphs } from '../ui/paragraphs.tsx';
import { PersonLinks } from '../ui/person-links.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { TalkGrid } from '../ui/talk-card.tsx';
import s from './speaker.module.css';

/** A speaker: the name in large, its other spellings, where from, with whom, and the talks year by year. */
export function SpeakerPage({ speaker }: { speaker: Speaker }) {
  const reader = useReader();
  const { m } = reader;
  const otherNames = speaker.names.filter(({ name }) => name !== speaker.name);
  const years = Map.groupBy(speaker.talks, ({ day }) => day?.slice(0, 4) ?? '');
  const yearName = (year: string) =>
    year !== '' ? year : years.size === 1 ? m.talks : m.finding.yearUnknown;
  return (
    <div className="wrap">
      <header className={s.head}>
        {speaker.photo ? (
          <img
            className={s.photo}
            src={speaker.photo.url}
            alt={speaker.photo.alt ?? speaker.name}
            width={speaker.photo.width}
            height={speaker.photo.height}
          />
        ) : null}
        <h1 lang={langOf(reader, speaker.nameLanguage)}>{speaker.name}</h1>
        {speaker.affiliations.length > 0 ? (
          <ul className={s.affiliations} aria-label={m.finding.affiliations}>
            {speaker.affiliations.map((affiliation) => (
              <li key={affiliation}>{affiliation}</li>
            ))}
          </ul>
        ) : null}
        {otherNames.length > 0 ? (
          <div className={s.others}>
            <h2>{m.alsoKnownAs}</h2>
            <ul>
              {otherNames.map(({ name, language }) => (
                <li key={name} lang={langOf(reader, language)}>
                  {name}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <PersonLinks links={speaker.links} />
      </header>
      {speaker.biography ? (
        <section className={s.biography} aria-label={m.biography}>
          <Paragraphs text={speaker.biography} lang={langOf(reader, speaker.biographyLanguage)} />
        </section>
      ) : null}
      {speaker.coSpeakers.length > 0 ? (
        <section className={s.company} aria-labelledby="co-speakers">
          <h2 id="co-speakers">{m.finding.coSpeakers}</h2>
          <ul>
            {speaker.coSpeakers.map(({ slug, name, nameLanguage, sharedCount }) => (
              <li key={slug}>
                <a href={paths.speaker(slug)} lang={langOf(reader, nameLanguage)}>
                  {name}
                </a>
                <small>{m.talksCount(sharedCount)}</small>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <h2 className="visually-hidden">{m.talks}</h2>
      {years.size > 2 ? (
        <nav className={s.years} aria-label={m.finding.year}>
          {[...years.keys()].map((year) => (
            <a key={year} href={`#year-${year}`}>
              {yearName(year)}
            </a>
          ))}
        </nav>
      ) : null}
      {[...years].map(([year, talks]) => (
        <section key={year} className={s.year} aria-labelledby={`year-${year}`}>
          <SectionHead id={`year-${year}`} note={m.talksCount(talks.length)}>
            {yearName(year)}
          </SectionHead>
          <TalkGrid talks={talks} />
        </section>
      ))}
    </div>
  );
}
