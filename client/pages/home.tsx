import type { PageData } from '#server/contract/pages.ts';
import { paths } from '#server/contract/paths.ts';
import type { TalkCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { ConferenceList } from '../ui/conference-list.tsx';
import { Poster } from '../ui/poster.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { SpeakerNames } from '../ui/speaker-names.tsx';
import { TalkGrid } from '../ui/talk-card.tsx';
import { TalkFacts } from '../ui/talk-facts.tsx';
import { ContinueWatching } from './continue-watching.tsx';
import { EmptyHall } from './empty-hall.tsx';
import s from './home.module.css';

type Home = Extract<PageData, { page: 'home' }>;

/** The front page: what is new, what is being prepared, and the conferences. */
export function HomePage({ newest, processing, conferences, speakerCount, talkCount }: Home) {
  const { m, site } = useReader();
  // What can be watched leads the page; where nothing can be yet, no dark picture takes its place.
  const lead = newest[0]?.state === 'watchable' ? newest[0] : null;
  const others = lead ? newest.slice(1) : newest;
  const isEmpty = talkCount === 0 && conferences.length === 0;
  return (
    <div className="wrap">
      <header className={s.masthead}>
        <h1>{site.tagline ?? (isEmpty ? site.name : m.motto)}</h1>
        {isEmpty ? null : (
          <ul className={s.counts}>
            <li>{m.talksCount(talkCount)}</li>
            <li>
              <a href={paths.speakers()}>{m.speakersCount(speakerCount)}</a>
            </li>
            <li>
              <a href="#conferences">{m.conferencesCount(conferences.length)}</a>
            </li>
          </ul>
        )}
      </header>
      {isEmpty ? <EmptyHall /> : null}
      {isEmpty ? null : <ContinueWatching />}
      {lead ? <LeadTalk talk={lead} /> : null}
      {processing.length > 0 ? <Processing talks={processing} /> : null}
      {others.length > 0 ? (
        <section className={s.section} aria-labelledby="newest">
          <SectionHead id="newest">{m.newest}</SectionHead>
          <TalkGrid talks={others} />
        </section>
      ) : null}
      {conferences.length > 0 ? (
        <section className={s.section} aria-labelledby="conferences">
          <SectionHead id="conferences">{m.conferences}</SectionHead>
          <ConferenceList conferences={conferences} />
        </section>
      ) : null}
    </div>
  );
}

function LeadTalk({ talk }: { talk: TalkCard }) {
  const reader = useReader();
  return (
    <article className={s.lead}>
      <Poster talk={talk} isFirst isBare className={s.leadPoster} hasLength={false} />
      <div className={s.leadWords}>
        <p className={s.label}>{reader.m.latest}</p>
        <h2 className={s.leadTitle} lang={langOf(reader, talk.textLanguage)}>
          <a href={paths.talk(talk.slug)}>{talk.title}</a>
        </h2>
        <SpeakerNames className={s.leadPeople} speakers={talk.speakers} />
        <TalkFacts talk={talk} hasConference hasDay />
      </div>
    </article>
  );
}

function Processing({ talks }: { talks: readonly TalkCard[] }) {
  const reader = useReader();
  return (
    <details className={s.processing}>
      <summary>{reader.m.beingPrepared(talks.length)}</summary>
      <ul>
        {talks.map((talk) => (
          <li key={talk.slug} lang={langOf(reader, talk.textLanguage)}>
            <a href={paths.talk(talk.slug)}>{talk.title}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
