import { useReader } from '../i18n/reader.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { TalkRow } from '../ui/talk-row.tsx';
import { DayGrid } from './day-grid.tsx';
import type { ProgrammeDay, Slot } from './programme.ts';
import s from './programme-day.module.css';
import { gridOf } from './programme-grid.ts';

interface Props {
  day: ProgrammeDay;
  /** Rooms of the programme in their order. */
  rooms: readonly string[];
  timeZone: string;
  title: string;
}

/** A day of a programme: a grid where rooms run side by side, else lines by time or in the order given. */
export function ProgrammeDaySection({ day, rooms, timeZone, title }: Props) {
  const id = `day-${day.day ?? 'unknown'}`;
  const { m } = useReader();
  const grid = gridOf(day, rooms);
  return (
    <section className={s.day} aria-labelledby={id}>
      <SectionHead id={id} note={grid === null && day.rooms.length > 1 ? day.rooms.join(' · ') : null}>
        {title}
      </SectionHead>
      {grid ? <DayGrid grid={grid} timeZone={timeZone} labelId={id} /> : null}
      {grid && grid.rest.length > 0 ? <h3 className={s.others}>{m.finding.otherRooms}</h3> : null}
      <Lines slots={grid ? grid.rest : day.slots} rooms={day.rooms} timeZone={timeZone} />
    </section>
  );
}

function Lines({
  slots,
  rooms,
  timeZone,
}: {
  slots: readonly Slot[];
  rooms: readonly string[];
  timeZone: string;
}) {
  if (slots.length === 0) return null;
  const hasTimes = slots.some((slot) => slot.startsAt !== null);
  return (
    <ol className={s.slots}>
      {hasTimes
        ? slots.map((slot) => (
            <TimedSlot key={slot.startsAt ?? 'unknown'} slot={slot} timeZone={timeZone} rooms={rooms} />
          ))
        : slots.flatMap((slot) =>
            slot.talks.map((talk, index) => (
              <li key={talk.slug} className={s.single}>
                <TalkRow talk={talk} lead={<span aria-hidden="true">{index + 1}</span>} room={talk.room} />
              </li>
            )),
          )}
    </ol>
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
