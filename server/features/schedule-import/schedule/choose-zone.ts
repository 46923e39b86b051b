import { wallClock } from '#server/kernel/zoned-time.ts';
import type { Tell } from '../oddities.ts';
import type { FoundSchedule } from './found-schedule.ts';
import { readMoment } from './read-times.ts';

/**
 * The IANA zone of a schedule: what it names, else that of its city where one zone is called after it, else the one given,
 * else the offset that all its moments have, else UTC. All but the first is told.
 */
export function chooseZone(
  found: Pick<FoundSchedule, 'timeZone' | 'city' | 'venue' | 'events'>,
  o: { given: string | null; tell: Tell },
): string {
  const named = found.timeZone?.trim() ?? null;
  if (named !== null && isZone(named)) {
    tellOffsets(found, named, o.tell);
    return named;
  }
  const missing =
    named === null
      ? 'The file names no time zone'
      : `The file names the time zone “${named.slice(0, 80)}”, which there is not`;
  const say = (what: string) => o.tell({}, `${missing}: ${what}.`);
  if (o.given !== null) {
    say(`its times are taken for ${o.given}`);
    return o.given;
  }
  const ofCity = zoneOfCity(found.city ?? '');
  if (ofCity !== null) {
    say(`its times are taken for ${ofCity}, since it takes place in ${found.city?.trim()}`);
    return ofCity;
  }
  const offset = commonOffset(found.events.flatMap(({ date, start }) => [date ?? start ?? '']));
  if (offset !== null) {
    say(`its moments have an offset from UTC of ${offset.label}, which is taken for all of it`);
    return offset.zone;
  }
  say('its times are taken for UTC');
  return 'UTC';
}

/** Moments whose offset is not that of the zone at that time are the moments they are, but look like a mistake. */
function tellOffsets(found: Pick<FoundSchedule, 'events'>, zone: string, tell: Tell): void {
  const strange = found.events.filter(({ date }) => {
    const ms = date === null ? null : readMoment(date);
    return ms !== null && !(date ?? '').endsWith('Z') && !(date ?? '').includes(wallClock(ms, zone).time);
  });
  const [first] = strange;
  if (first)
    tell(
      { line: first.line, event: first.title },
      `The moments of ${strange.length} events have another offset from UTC than ${zone} has then, the first here: they are taken as the moments they are.`,
    );
}

/** Whether the platform knows a time zone of that name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

function zoneOfCity(city: string): string | null {
  const name = city.trim().replaceAll(' ', '_').toLowerCase();
  if (name === '') return null;
  const zones = Intl.supportedValuesOf('timeZone').filter(
    (zone) => zone.split('/').at(-1)?.toLowerCase() === name,
  );
  return zones.length === 1 ? (zones[0] ?? null) : null;
}

function commonOffset(moments: readonly string[]): { zone: string; label: string } | null {
  const offsets = new Set(
    moments
      .filter((moment) => readMoment(moment) !== null)
      .map((moment) => /(?:Z|[+-]\d{2}:?\d{2})$/.exec(moment.trim())?.[0] ?? ''),
  );
  const [label, other] = offsets;
  const hours = /^([+-])(\d{2}):?00$/.exec(label ?? '');
  if (label === undefined || other !== undefined || hours === null || Number(hours[2]) === 0) return null;
  // The names of these zones count westwards (tz database, file etcetera).
  return { zone: `Etc/GMT${hours[1] === '+' ? '-' : '+'}${Number(hours[2])}`, label };
}
