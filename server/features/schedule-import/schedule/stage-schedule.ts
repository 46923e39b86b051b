import type { StagedProgrammeInput } from '../../catalogue/staged-programme.ts';
import { plainLine } from '../../catalogue/text/plain-text.ts';
import { slugify } from '../../catalogue/text/slug.ts';
import { ImportFileError } from '../import-file-error.ts';
import { shortened, type Tell } from '../oddities.ts';
import type { ReadOptions } from '../read-options.ts';
import { chooseZone, isZone } from './choose-zone.ts';
import { spokenLanguage } from './event-language.ts';
import type { FoundSchedule } from './found-schedule.ts';
import { dayOf } from './read-times.ts';
import { stageDays } from './stage-days.ts';
import { stageEvents } from './stage-events.ts';
import { webAddress } from './stage-links.ts';

/**
 * Brings a schedule into the staged form: leniently, telling what is odd and what was made of it.
 * @throws {ImportFileError} where there is nothing to bring in
 */
export function stageSchedule(found: FoundSchedule, o: ReadOptions & { tell: Tell }): StagedProgrammeInput {
  const { notes } = found;
  const title = plainLine(found.title ?? found.acronym ?? '');
  if (title === '')
    throw new ImportFileError(['The conference has neither a title nor an acronym: give it a title.']);
  if (found.title === null)
    o.tell({}, `The conference has no title: it is called by its acronym, “${title}”.`);
  if (found.events.length === 0) o.tell({}, 'The schedule has no event.');
  const acronym = shortened(plainLine(found.acronym ?? ''), 100) || null;
  const slug = notes?.conference.slug ?? slugify(acronym ?? title);
  const known = o.knownConference?.(slug) ?? o.knownConference?.(title) ?? null;
  const given = o.timeZone ?? (known === null || known.timeZone === 'UTC' ? null : known.timeZone);
  const zone = chooseZone(notes === null ? found : { ...found, timeZone: notes.conference.timeZone }, {
    given: given !== null && isZone(given) ? given : null,
    tell: o.tell,
  });
  const defaultLanguage = notes?.conference.language ?? known?.language ?? commonLanguage(found);
  const days = stageDays(found, { tell: o.tell });
  const { talks, speakers, rooms } = stageEvents(found, {
    days,
    zone,
    defaultLanguage,
    source: `schedule:${slug}`,
    tell: o.tell,
  });
  const place = [found.venue, found.city].map((each) => plainLine(each ?? '')).filter((each) => each !== '');
  const subtitle = plainLine(found.subtitle ?? '');
  const url = notes === null ? webAddress(found.url?.trim() ?? '', found.baseUrl) : notes.conference.url;
  return {
    conference: {
      ...(slug !== '' && { slug }),
      ...(notes !== null ? { acronym: notes.conference.acronym } : acronym !== null && { acronym }),
      ...span(
        found,
        [...days.values()].flatMap(({ date }) => date ?? []),
        o.tell,
      ),
      timeZone: zone,
      ...(url !== null && { url }),
      ...(/^#[0-9a-f]{6}$/i.test(found.accent?.trim() ?? '') && {
        accent: found.accent?.trim().toLowerCase(),
      }),
      texts: {
        [defaultLanguage]: {
          title: shortened(title, 300),
          ...(subtitle !== '' && { subtitle }),
          ...(place.length > 0 && { place: place.join(', ') }),
        },
      },
    },
    rooms,
    speakers,
    talks,
  };
}

/** First and last day: of the conference, widened to the days that are in the file. */
function span(
  found: FoundSchedule,
  dates: readonly string[],
  tell: Tell,
): { startDay?: string | null; endDay?: string | null } {
  if (found.notes !== null)
    return { startDay: found.notes.conference.startDay, endDay: found.notes.conference.endDay };
  const sorted = [...dates].sort();
  const [first = null, last = null] = [sorted[0], sorted.at(-1)];
  const start = dayOf(found.start);
  const end = dayOf(found.end);
  if (found.start !== null && start === null)
    tell(
      {},
      `The conference starts on “${found.start.slice(0, 40)}”, which is no day: its first day is taken.`,
    );
  if (found.end !== null && end === null)
    tell({}, `The conference ends on “${found.end.slice(0, 40)}”, which is no day: its last day is taken.`);
  if (start !== null && end !== null && end < start) {
    tell({}, `The conference ends (${end}) before it starts (${start}): its days are taken instead.`);
    return first === null ? {} : { startDay: first, endDay: last };
  }
  const startDay = earlier(start, first);
  const endDay = later(end, last);
  if (start !== null && startDay !== start)
    tell({}, `The conference starts on ${start}, but has a day before: ${startDay} is taken.`);
  if (end !== null && endDay !== end)
    tell({}, `The conference ends on ${end}, but has a day after: ${endDay} is taken.`);
  return startDay === null ? {} : { startDay, endDay: endDay ?? startDay };
}

function earlier(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other < one) ? other : one;
}

function later(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other > one) ? other : one;
}

/** The language most events are in; of the title's letters where none says. */
function commonLanguage(found: FoundSchedule): string {
  const counts = new Map<string, number>();
  for (const { language } of found.events) {
    const [first] = spokenLanguage(language).languages;
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 'en';
}
