import type { Speaker } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { Paragraphs } from '../ui/paragraphs.tsx';
import { PersonLinks } from '../ui/person-links.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { TalkGrid } from '../ui/talk-card.tsx';
import s from './speaker.module.css';

/** A speaker: the name in large, its other spellings, and the talks. */
export function SpeakerPage({ speaker }: { speaker: Speaker }) {
  const reader = useReader();
  const { m } = reader;
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
        {speaker.affiliation ? <p className={s.affiliation}>{speaker.affiliation}</p> : null}
        {speaker.otherNames.length > 0 ? (
          <p className={s.others}>
            {m.alsoKnownAs}: {speaker.otherNames.join(', ')}
          </p>
        ) : null}
        <PersonLinks links={speaker.links} />
      </header>
      {speaker.biography ? (
        <section className={s.biography} aria-label={m.biography}>
          <Paragraphs text={speaker.biography} />
        </section>
      ) : null}
      <section aria-labelledby="talks">
        <SectionHead id="talks" note={m.talksCount(speaker.talks.length)}>
          {m.talks}
        </SectionHead>
        <TalkGrid talks={speaker.talks} />
      </section>
    </div>
  );
}
