import type { PageData } from '#server/contract/pages.ts';
import { paths } from '#server/contract/paths.ts';
import type { TalkCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { ConferenceTiles } from '../ui/conference-tiles.tsx';
import { Poster } from '../ui/poster.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { SpeakerNames } from '../ui/speaker-names.tsx';
import { TalkGrid } from '../ui/talk-card.tsx';
import { TalkFacts } from '../ui/talk-facts.tsx';
import { TopicList } from '../ui/topic-list.tsx';
import { ContinueWatching } from './continue-watching.tsx';
import { EmptyHall } from './empty-hall.tsx';
import s from './home.module.css';

type Home = Extract<PageData, { page: 'home' }>;

/** The front page: what was begun, what is new, what is being prepared, the conferences, the subjects. */
export function HomePage(home: Home) {
  const { newest, processing, conferences, conferenceCount, topics, speakerCount, talkCount } = home;
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
            <li>
              <a href={paths.talks()}>{m.talksCount(talkCount)}</a>
            </li>
            <li>
              <a href={paths.speakers()}>{m.speakersCount(speakerCount)}</a>
            </li>
            <li>
              <a href={paths.conferences()}>{m.conferencesCount(conferenceCount)}</a>
            </li>
          </ul>
        )}
      </header>
      {isEmpty ? <EmptyHall /> : null}
      {lead ? <LeadTalk talk={lead} /> : null}
      {isEmpty ? null : <ContinueWatching />}
      {processing.length > 0 ? <Processing talks={processing} /> : null}
      {others.length > 0 ? (
        <section className={s.section} aria-labelledby="newest">
          <SectionHead id="newest" note={<a href={paths.talks()}>{m.finding.allTalks}</a>}>
            {m.newest}
          </SectionHead>
          <TalkGrid talks={others} />
        </section>
      ) : null}
      {conferences.length > 0 ? (
        <section className={s.section} aria-labelledby="conferences">
          <SectionHead id="conferences" note={<a href={paths.conferences()}>{m.finding.allConferences}</a>}>
            {m.conferences}
          </SectionHead>
          <ConferenceTiles conferences={conferences} />
        </section>
      ) : null}
      {topics.length > 0 ? (
        <section className={s.section} aria-labelledby="topics">
          <SectionHead id="topics" note={<a href={paths.topics()}>{m.finding.allTopics}</a>}>
            {m.finding.topics}
          </SectionHead>
          <TopicList topics={topics} />
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
