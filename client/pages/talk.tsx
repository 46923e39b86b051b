import { paths } from '#server/contract/paths.ts';
import type { SpeakerRef, Talk } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { Said } from '../i18n/said.tsx';
import { classNames } from '../ui/class-names.ts';
import { hueClass } from '../ui/hue.ts';
import { Paragraphs } from '../ui/paragraphs.tsx';
import { PersonLinks } from '../ui/person-links.tsx';
import { SampleNote } from '../ui/sample-note.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { TalkGrid } from '../ui/talk-card.tsx';
import { RelatedTalks } from './related-talks.tsx';
import s from './talk.module.css';
import { TalkActions } from './talk-actions.tsx';
import { TalkChapters } from './talk-chapters.tsx';
import { TalkDetails } from './talk-details.tsx';
import { TalkStage } from './talk-stage.tsx';

/** A talk: the picture first, what it is and who speaks at once below it. */
export function TalkPage({ talk, startSeconds }: { talk: Talk; startSeconds: number | null }) {
  const reader = useReader();
  const { m } = reader;
  const lang = langOf(reader, talk.textLanguage);
  return (
    <article className={hueClass(talk.conference?.accent)}>
      <TalkStage talk={talk} startSeconds={startSeconds} />
      <div className="wrap">
        <header className={s.head}>
          {talk.conference ? (
            <p className={s.conference}>
              <a
                href={paths.conference(talk.conference.slug)}
                lang={langOf(reader, talk.conference.language)}
              >
                {talk.conference.title}
              </a>
            </p>
          ) : null}
          <h1 lang={lang}>{talk.title}</h1>
          {talk.subtitle ? (
            <p className={s.subtitle} lang={lang}>
              {talk.subtitle}
            </p>
          ) : null}
          {talk.speakers.length > 0 ? (
            <ul className={s.speakers}>
              {talk.speakers.map((speaker) => (
                <TalkSpeaker
                  key={speaker.slug}
                  speaker={speaker}
                  person={talk.people.find(({ slug }) => slug === speaker.slug)}
                />
              ))}
            </ul>
          ) : null}
          <TalkActions talk={talk} />
        </header>
        <div className={s.body}>
          <div className={s.text}>
            {talk.isSample ? (
              <SampleNote>{talk.recording ? m.sampleTalk : m.sampleConference}</SampleNote>
            ) : null}
            <h2 className="visually-hidden">{m.abstract}</h2>
            {talk.abstract ? (
              <Abstract text={talk.abstract} html={talk.abstractHtml} lang={lang} />
            ) : (
              <p className={s.none}>{m.noAbstract}</p>
            )}
            <TalkChapters slug={talk.slug} chapters={talk.recording?.chapters ?? []} />
          </div>
          <TalkDetails talk={talk} />
        </div>
        <RelatedTalks talk={talk} />
        {talk.conference && talk.moreFromConference.length > 0 ? (
          <section className={classNames(s.more, 'no-print')} aria-labelledby="more-conference">
            <SectionHead
              id="more-conference"
              note={<a href={paths.conference(talk.conference.slug)}>{m.programme}</a>}
            >
              <Said
                message={reader.words.pages.moreFromConference}
                value={<span lang={langOf(reader, talk.conference.language)}>{talk.conference.title}</span>}
              />
            </SectionHead>
            <TalkGrid talks={talk.moreFromConference} hasConference={false} />
          </section>
        ) : null}
      </div>
    </article>
  );
}

/** The abstract: with its links, lists and emphasis where it has any. */
function Abstract({ text, html, lang }: { text: string; html: string | null; lang: string | undefined }) {
  if (html === null) return <Paragraphs className={s.abstract} text={text} lang={lang} />;
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: it was cleaned when it was written
    <div className={classNames(s.abstract, s.rich)} lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
  );
}

/** Who speaks; the photo beside the name says nothing that the name does not. */
function TalkSpeaker({
  speaker,
  person,
}: {
  speaker: SpeakerRef;
  person: Talk['people'][number] | undefined;
}) {
  const photo = person?.photo;
  const reader = useReader();
  return (
    <li data-photo={photo ? true : undefined}>
      {photo ? <img src={`${photo.url}?w=400`} alt="" width={56} height={56} loading="lazy" /> : null}
      <div>
        <a href={paths.speaker(speaker.slug)} lang={langOf(reader, speaker.nameLanguage)}>
          {speaker.name}
        </a>
        {speaker.affiliation ? <span>{speaker.affiliation}</span> : null}
        <PersonLinks links={person?.links ?? []} />
      </div>
    </li>
  );
}
