import { paths } from '#server/contract/paths.ts';
import type { Conference } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { classNames } from '../ui/class-names.ts';
import { hueClass } from '../ui/hue.ts';
import { Paragraphs } from '../ui/paragraphs.tsx';
import { SampleNote } from '../ui/sample-note.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { TalkRow } from '../ui/talk-row.tsx';
import s from './conference.module.css';
import { groupProgramme, type ProgrammeDay, type Slot } from './programme.ts';

/** A conference and its whole programme, as it would be printed. */
export function ConferencePage({ conference }: { conference: Conference }) {
  const reader = useReader();
  const { m, format } = reader;
  const lang = langOf(reader, conference.textLanguage);
  const days = groupProgramme(conference.talks);
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
        {days.length === 0 ? <p className={s.none}>{m.noTalks}</p> : null}
        {days.map((day, index) => (
          <Day
            key={day.day ?? 'unknown'}
            day={day}
            timeZone={conference.timeZone}
            title={titleOf(day, days.length, conference.startDay === conference.endDay)}
            isFirst={index === 0}
          />
        ))}
        <p className={classNames(s.data, 'no-print')}>
          {m.programmeData}: <a href={paths.scheduleXml(conference.slug)}>XML</a>,{' '}
          <a href={paths.scheduleJson(conference.slug)}>JSON</a>
        </p>
      </div>
    </div>
  );

  function titleOf(day: ProgrammeDay, dayCount: number, isOneDay: boolean): string {
    if (dayCount === 1 && (day.day === null || isOneDay)) return m.programme;
    return day.day === null ? m.dayUnknown : format.longDay(day.day);
  }
}

interface DayProps {
  day: ProgrammeDay;
  timeZone: string;
  title: string;
  isFirst: boolean;
}

function Day({ day, timeZone, title }: DayProps) {
  const id = `day-${day.day ?? 'unknown'}`;
  const hasTimes = day.slots.some((slot) => slot.startsAt !== null);
  return (
    <section className={s.day} aria-labelledby={id}>
      <SectionHead id={id} note={day.rooms.length > 1 ? day.rooms.join(' · ') : null}>
        {title}
      </SectionHead>
      {hasTimes ? (
        <ol className={s.slots}>
          {day.slots.map((slot) => (
            <TimedSlot key={slot.startsAt ?? 'unknown'} slot={slot} timeZone={timeZone} rooms={day.rooms} />
          ))}
        </ol>
      ) : (
        <ol className={s.slots}>
          {day.slots.flatMap((slot) =>
            slot.talks.map((talk, index) => (
              <li key={talk.slug} className={s.single}>
                <TalkRow talk={talk} lead={<span aria-hidden="true">{index + 1}</span>} room={talk.room} />
              </li>
            )),
          )}
        </ol>
      )}
    </section>
  );
}

function TimedSlot({ slot, timeZone, rooms }: { slot: Slot; timeZone: string; rooms: readonly string[] }) {
  const { format } = useReader();
  const time = slot.startsAt ? (
    <time dateTime={slot.startsAt}>{format.time(slot.startsAt, timeZone)}</time>
  ) : (
    <span aria-hidden="true">—</span>
  );
  const [only, ...others] = slot.talks;
  const roomOf = (room: string | null) => (rooms.length > 1 ? room : null);
  if (only && others.length === 0) {
    return (
      <li className={s.single}>
        <TalkRow talk={only} lead={time} room={roomOf(only.room)} />
      </li>
    );
  }
  return (
    <li className={s.parallel}>
      <p className={s.time}>{time}</p>
      <ul>
        {slot.talks.map((talk) => (
          <li key={talk.slug} className={s.single}>
            <TalkRow talk={talk} room={roomOf(talk.room)} />
          </li>
        ))}
      </ul>
    </li>
  );
}
