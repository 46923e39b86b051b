import type { ConferenceListing } from '#server/contract/listing.ts';
import { paths } from '#server/contract/paths.ts';
import type { Conference } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import { Pager } from '../ui/pager.tsx';
import { TalkRow } from '../ui/talk-row.tsx';
import { ConferenceFilters } from './conference-filters.tsx';
import s from './conference-talks.module.css';
import { listingUrl } from './listing-url.ts';
import { groupProgramme } from './programme.ts';
import { ProgrammeDaySection } from './programme-day.tsx';

interface Props {
  conference: Conference;
  listing: ConferenceListing;
}

/** The talks of a conference: ways to narrow them down, then a programme or a list. */
export function ConferenceTalks({ conference, listing }: Props) {
  const { m, format } = useReader();
  const { view, filters, sort, talkCount, foundCount } = listing;
  const path = paths.conference(conference.slug);
  const { isRecorded, ...values } = filters;
  const urlWith = (changed: Readonly<Record<string, string | number | null>>) =>
    listingUrl(path, {
      view: view === 'list' ? view : null,
      ...values,
      recorded: isRecorded,
      sort: view === 'list' && sort !== 'time' ? sort : null,
      ...changed,
    });
  return (
    <>
      <nav className={s.views} aria-label={m.finding.view}>
        <a
          href={urlWith({ view: 'programme', sort: null })}
          aria-current={view === 'programme' ? 'true' : undefined}
        >
          {m.finding.viewProgramme}
        </a>
        <a href={urlWith({ view: 'list' })} aria-current={view === 'list' ? 'true' : undefined}>
          {m.finding.viewList}
        </a>
        <p className={s.count}>
          {foundCount === talkCount
            ? m.talksCount(talkCount)
            : m.finding.foundOf({ found: foundCount, all: talkCount })}
        </p>
      </nav>
      <ConferenceFilters conference={conference} listing={listing} />
      {listing.shownDay !== null ? (
        <nav className={s.days} aria-label={m.finding.days}>
          {listing.days.map(({ value }) => (
            <a
              key={value}
              href={urlWith({ day: value })}
              aria-current={value === listing.shownDay ? 'page' : undefined}
            >
              {format.longDay(value)}
            </a>
          ))}
        </nav>
      ) : null}
      {foundCount === 0 ? (
        <p className={s.none}>
          {m.finding.nothingLeft} {m.finding.nothingLeftHint}{' '}
          <a href={listingUrl(path, { view: view === 'list' ? view : null })}>{m.finding.clear}</a>
        </p>
      ) : null}
      {view === 'programme' ? (
        <Programme conference={conference} rooms={listing.rooms} />
      ) : (
        <>
          <h2 className="visually-hidden">{m.talks}</h2>
          <ol className={s.list}>
            {conference.talks.map((talk) => (
              <li key={talk.slug}>
                <TalkRow
                  talk={talk}
                  lead={
                    talk.startsAt ? (
                      <time dateTime={talk.startsAt}>{format.time(talk.startsAt, conference.timeZone)}</time>
                    ) : undefined
                  }
                  room={talk.room}
                  hasDay
                />
              </li>
            ))}
          </ol>
          <Pager
            pageNumber={listing.pageNumber}
            pageCount={listing.pageCount}
            urlOf={(page) => urlWith({ page: page === 1 ? null : page })}
          />
        </>
      )}
    </>
  );
}

function Programme({ conference, rooms }: { conference: Conference; rooms: readonly string[] }) {
  const { m, format } = useReader();
  const days = groupProgramme(conference.talks);
  const isOneDay = conference.startDay === conference.endDay;
  const titleOf = (day: string | null) => {
    if (days.length === 1 && (day === null || isOneDay)) return m.programme;
    return day === null ? m.dayUnknown : format.longDay(day);
  };
  return days.map((day) => (
    <ProgrammeDaySection
      key={day.day ?? 'unknown'}
      day={day}
      rooms={rooms}
      timeZone={conference.timeZone}
      title={titleOf(day.day)}
    />
  ));
}
