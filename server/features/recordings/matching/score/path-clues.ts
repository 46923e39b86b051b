import { splitToken, tokensOf } from './atoms.ts';
import { type NamedId, namedIds } from './event-ids.ts';
import { isNoise } from './plain-words.ts';
import { runsOf } from './runs.ts';

/** A word of a path. */
export interface PathWord {
  word: string;
  /** It says nothing by itself: a mark of a camera, a size, a date. It may be a word of a title all the same. */
  isNoise: boolean;
}

/** What a path says, before any talk is looked at. */
export interface PathClues {
  path: string;
  /** The words of the file's name, or of the folder that stands for it where the name is a camera's. */
  name: readonly PathWord[];
  /** Runs of up to three of them, written as one, with their places. */
  runs: ReadonlyMap<string, ReadonlySet<number>>;
  /** Numbers in the file's name that may be an event's. */
  ids: readonly NamedId[];
  /** The words of every other folder. */
  folders: ReadonlyArray<readonly string[]>;
  /** Days named as dates, `YYYY-MM-DD`. */
  dates: ReadonlySet<string>;
  /** Days named by number: the first of a conference is 1. */
  dayNumbers: ReadonlySet<number>;
  /** Days of the week, 0 = Sunday. */
  weekdays: ReadonlySet<number>;
  /** Times of day, minutes after midnight. */
  times: ReadonlySet<number>;
}

const weekdayNames: readonly RegExp[] = [
  /\b(sun|sunday|sonntag)\b|воскресенье/iu,
  /\b(mon|monday|montag)\b|понедельник/iu,
  /\b(tue|tuesday|dienstag)\b|вторник/iu,
  /\b(wed|wednesday|mittwoch)\b|среда/iu,
  /\b(thu|thursday|donnerstag)\b|четверг/iu,
  /\b(fri|friday|freitag)\b|пятница/iu,
  /\b(sat|saturday|samstag)\b|суббота/iu,
];

/** Reads a path as given by people: folders and a file name, `/` between. */
export function readPath(path: string): PathClues {
  const parts = path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .map((part, index, all) => (index === all.length - 1 ? part.replace(/\.[A-Za-z0-9]{2,5}$/, '') : part));
  const words = parts.map(wordsOf);
  const nameAt = words.findLastIndex((all) => all.some((word) => !word.isNoise));
  const name = words[nameAt] ?? [];
  const text = parts.join(' / ').replaceAll('_', ' ');
  return {
    path,
    name,
    runs: runsOf(name.map(({ word }) => word)),
    ids: namedIds(parts.at(-1) ?? ''),
    folders: words.filter((_, index) => index !== nameAt).map((all) => all.map(({ word }) => word)),
    dates: new Set(datesIn(text)),
    dayNumbers: new Set(
      [...text.matchAll(/(?:\b(?:day|tag|jour|dia)|день)[\s._-]?(\d{1,2})\b/giu)].map(([, n]) => Number(n)),
    ),
    weekdays: new Set(weekdayNames.flatMap((name, index) => (name.test(text) ? [index] : []))),
    times: new Set(timesIn(text)),
  };
}

function wordsOf(part: string): PathWord[] {
  return tokensOf(part).flatMap((token, place) => {
    const isWholeNoise = isNoise(token, place);
    return splitToken(token).map((word) => ({
      word,
      isNoise: isWholeNoise || /^(19|20)\d\d$/.test(word),
    }));
  });
}

const date = /(?<!\d)(20\d\d|19\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)/g;
const germanDate = /(?<!\d)(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(20\d\d|19\d\d)(?!\d)/g;

function datesIn(text: string): string[] {
  const two = (part: string | undefined) => (part ?? '').padStart(2, '0');
  return [
    ...[...text.matchAll(date)].map(([, year, month, day]) => `${year}-${month}-${day}`),
    ...[...text.matchAll(germanDate)].map(([, day, month, year]) => `${year}-${two(month)}-${two(day)}`),
  ];
}

function timesIn(text: string): number[] {
  const rest = text.replace(date, ' T').replace(germanDate, ' T');
  const clocks = rest.matchAll(/(?<![\d.])([01]?\d|2[0-3])[:h.-]([0-5]\d)(?:[:.-][0-5]\d)?(?![\d.])/g);
  const afterDates = rest.matchAll(/T[-_ T]*([01]\d|2[0-3])[-_: ]?([0-5]\d)(?:[-_: ]?[0-5]\d)?(?!\d)/g);
  return [...clocks, ...afterDates].map(([, hours, minutes]) => Number(hours) * 60 + Number(minutes));
}
