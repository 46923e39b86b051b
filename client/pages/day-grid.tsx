import { paths } from '#server/contract/paths.ts';
import type { TalkCard } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { classNames } from '../ui/class-names.ts';
import { SpeakerNames } from '../ui/speaker-names.tsx';
import { TalkFacts } from '../ui/talk-facts.tsx';
import s from './day-grid.module.css';
import type { ProgrammeGrid } from './programme-grid.ts';

interface Props {
  grid: ProgrammeGrid;
  timeZone: string;
  /** Names the region that scrolls where there are many rooms. */
  labelId: string;
}

/** A day of a programme: rooms side by side, time running down; one list by time where the page is narrow. */
export function DayGrid({ grid, timeZone, labelId }: Props) {
  const { format } = useReader();
  return (
    // biome-ignore lint/a11y/useSemanticElements: no group of form fields, and its section has the name already
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <div className={s.scroll} role="group" aria-labelledby={labelId} tabIndex={0}>
      <div className={s.grid}>
        <div className={s.rooms} aria-hidden="true">
          {grid.columns.map((room, index) => (
            <p key={room} className={classNames(s.room, s[`column${index + 1}`])}>
              {room}
            </p>
          ))}
        </div>
        <ol className={s.rows}>
          {grid.rows.map(({ startsAt, cells }) => (
            <li key={startsAt} className={s.row}>
              <p className={s.time}>
                <time dateTime={startsAt}>{format.time(startsAt, timeZone)}</time>
              </p>
              <ul className={s.cells}>
                {cells.map(({ column, span, talks }) => (
                  <li key={column} className={classNames(s.cell, s[`column${column}`], s[`span${span}`])}>
                    {talks.map((talk) => (
                      <GridTalk key={talk.slug} talk={talk} />
                    ))}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function GridTalk({ talk }: { talk: TalkCard }) {
  const reader = useReader();
  return (
    <article className={s.talk} data-state={talk.state} data-talk={talk.slug}>
      <h3 className={s.title} lang={langOf(reader, talk.textLanguage)}>
        <a href={paths.talk(talk.slug)}>{talk.title}</a>
      </h3>
      <SpeakerNames className={s.people} speakers={talk.speakers} />
      {talk.room === null ? null : (
        <p className={s.place}>
          <span className="visually-hidden">{reader.m.room}: </span>
          {talk.room}
        </p>
      )}
      <TalkFacts talk={talk} hasSample={false} hasTrack />
    </article>
  );
}
