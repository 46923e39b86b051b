import type { ConferenceListing } from '#server/contract/listing.ts';
import { paths } from '#server/contract/paths.ts';
import type { Conference } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { classNames } from '../ui/class-names.ts';
import { hueClass } from '../ui/hue.ts';
import { Paragraphs } from '../ui/paragraphs.tsx';
import { SampleNote } from '../ui/sample-note.tsx';
import s from './conference.module.css';
import { ConferenceTalks } from './conference-talks.tsx';

/** A conference and its whole programme, as it would be printed. */
export function ConferencePage({
  conference,
  listing,
}: {
  conference: Conference;
  listing: ConferenceListing;
}) {
  const reader = useReader();
  const { m, format } = reader;
  const lang = langOf(reader, conference.textLanguage);
  return (
    <div className={classNames(s.conference, hueClass(conference.accent))}>
      <div className="wrap">
        <header className={s.head}>
          <div className={s.name}>
            {conference.logo ? (
              <img
                className={s.logo}
                src={conference.logo.url}
                alt={conference.logo.alt ?? conference.title}
                width={conference.logo.width}
                height={conference.logo.height}
              />
            ) : null}
            <h1 lang={lang}>{conference.title}</h1>
            {conference.subtitle ? (
              <p className={s.subtitle} lang={lang}>
                {conference.subtitle}
              </p>
            ) : null}
          </div>
          <ul className={s.facts}>
            {conference.startDay ? (
              <li>
                <time dateTime={conference.startDay}>
                  {format.days(conference.startDay, conference.endDay)}
                </time>
              </li>
            ) : null}
            {conference.place ? <li lang={lang}>{conference.place}</li> : null}
            <li>
              {m.talksCount(conference.talkCount)}
              {conference.watchableCount > 0 ? ` · ${m.watchableCount(conference.watchableCount)}` : null}
            </li>
            {conference.url ? (
              <li>
                <a href={conference.url} rel="noopener">
                  {m.officialSite}
                </a>
              </li>
            ) : null}
            {conference.licence ? (
              <li>
                {m.licence}: {conference.licence}
              </li>
            ) : null}
          </ul>
        </header>
        {conference.isSample ? <SampleNote>{m.sampleConference}</SampleNote> : null}
        {conference.description ? (
          <Paragraphs className={s.description} text={conference.description} lang={lang} />
        ) : null}
        {listing.talkCount === 0 ? (
          <p className={s.none}>{m.noTalks}</p>
        ) : (
          <ConferenceTalks conference={conference} listing={listing} />
        )}
        <p className={classNames(s.data, 'no-print')}>
          {m.programmeData}: <a href={paths.scheduleXml(conference.slug)}>XML</a>,{' '}
          <a href={paths.scheduleJson(conference.slug)}>JSON</a>
        </p>
      </div>
    </div>
  );
}
