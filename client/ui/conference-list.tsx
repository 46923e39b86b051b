import { paths } from '#server/contract/paths.ts';
import type { ConferenceCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { classNames } from './class-names.ts';
import s from './conference-list.module.css';
import { hueClass } from './hue.ts';

/** Conferences as an index: when, which, where, how much. */
export function ConferenceList({ conferences }: { conferences: readonly ConferenceCard[] }) {
  const reader = useReader();
  const { m, format } = reader;
  return (
    <ul className={s.list}>
      {conferences.map((conference) => (
        <li key={conference.slug} className={classNames(s.row, hueClass(conference.accent))}>
          <p className={s.when}>
            {conference.startDay ? (
              <time dateTime={conference.startDay}>
                {format.days(conference.startDay, conference.endDay)}
              </time>
            ) : null}
          </p>
          <div lang={langOf(reader, conference.textLanguage)}>
            <h3 className={s.title}>
              <a href={paths.conference(conference.slug)}>{conference.title}</a>
            </h3>
            {conference.subtitle ? <p className={s.subtitle}>{conference.subtitle}</p> : null}
          </div>
          <ul className={s.facts}>
            {conference.place ? <li>{conference.place}</li> : null}
            <li>{m.talksCount(conference.talkCount)}</li>
            {conference.watchableCount > 0 && conference.watchableCount < conference.talkCount ? (
              <li>{m.watchableCount(conference.watchableCount)}</li>
            ) : null}
          </ul>
        </li>
      ))}
    </ul>
  );
}
