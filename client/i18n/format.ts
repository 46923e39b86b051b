/** Dates, times, lengths and sizes as people of a language write them. */
export interface Format {
  /** `2015-09-19` -> "19 September 2015" */
  day(day: string): string;
  /** With the weekday, as the heading of a day's programme. */
  longDay(day: string): string;
  /** First and last day in as few words as the language allows. */
  days(from: string, to: string | null): string;
  /** Time of day of an instant in a time zone (IANA name), 24 hours. */
  time(instant: string, timeZone: string): string;
  /** A length in words: "42 min", "1 hr 5 min", "45 sec". */
  duration(ms: number): string;
  /** A length in digits, as on a player: "1:05:09". */
  clock(ms: number): string;
  /** Bytes in decimal units (SI). */
  size(bytes: number): string;
  number(value: number): string;
  percent(share: number): string;
  /** The name of a language (BCP 47) in the reader's; the tag itself where it is unknown. */
  languageName(tag: string): string;
  /** Texts as a list without “and”: “A, B” or 「A、B」. */
  list(texts: readonly string[]): string;
  /** What stands between the items of such a list. */
  comma: string;
  /** Order of two names as the language files them; numbers by their value. */
  compare(a: string, b: string): number;
  /** Names of languages as a list: the reader's own first, the others by name. */
  languages(tags: readonly string[]): string;
}

const cache = new Map<string, Format>();

/** The formats of a locale (BCP 47), made once. */
export function formatOf(locale: string): Format {
  const known = cache.get(locale) ?? createFormat(locale);
  cache.set(locale, known);
  return known;
}

function createFormat(locale: string): Format {
  const { language } = new Intl.Locale(locale);
  const date = { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' } as const;
  const dayFormat = new Intl.DateTimeFormat(locale, date);
  const longDayFormat = new Intl.DateTimeFormat(locale, { ...date, weekday: 'long' });
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent' });
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' });
  const collator = new Intl.Collator(locale, { numeric: true });
  // Making a format takes longer than everything that is done with it.
  const units = kept((key: string) => {
    const [unit, digits] = key.split(' ');
    const style = { style: 'unit', unitDisplay: 'short' } as const;
    return new Intl.NumberFormat(locale, { ...style, unit, maximumFractionDigits: Number(digits) });
  });
  const unit = (value: number, name: string, digits = 0) => units(`${name} ${digits}`).format(value);
  const clocks = kept(
    (timeZone: string) =>
      new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  );
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);

  return {
    day: (day) => dayFormat.format(noon(day)),
    longDay: (day) => longDayFormat.format(noon(day)),
    days: (from, to) =>
      to === null || to === from ? dayFormat.format(noon(from)) : dayFormat.formatRange(noon(from), noon(to)),
    time: (instant, timeZone) => clocks(timeZone).format(new Date(instant)),
    duration(ms) {
      // Whole seconds as the player's clock counts them.
      const seconds = Math.floor(ms / 1000);
      if (seconds < 60) return unit(seconds, 'second');
      const minutes = Math.round(seconds / 60);
      if (minutes < 60) return unit(minutes, 'minute');
      const rest = minutes % 60;
      const hours = unit(Math.floor(minutes / 60), 'hour');
      return rest === 0 ? hours : `${hours} ${unit(rest, 'minute')}`;
    },
    clock(ms) {
      const seconds = Math.floor(ms / 1000);
      const pad = (value: number) => String(value).padStart(2, '0');
      const hours = Math.floor(seconds / 3600);
      const minutes = Math.floor(seconds / 60) % 60;
      return `${hours > 0 ? `${hours}:${pad(minutes)}` : minutes}:${pad(seconds % 60)}`;
    },
    size(bytes) {
      if (bytes < 1e6) return unit(Math.max(1, Math.round(bytes / 1e3)), 'kilobyte');
      return bytes < 1e9
        ? unit(bytes / 1e6, 'megabyte', bytes < 1e7 ? 1 : 0)
        : unit(bytes / 1e9, 'gigabyte', 1);
    },
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    list: (texts) => lists.format(texts),
    comma: lists.formatToParts(['1', '2']).find(({ type }) => type === 'literal')?.value ?? ', ',
    compare: collator.compare,
    languageName: (tag) => languageName(names, tag),
    languages(tags) {
      const isOwn = (tag: string) => tag === language || tag.startsWith(`${language}-`);
      const sorted = [...new Set(tags)].sort(
        (a, b) =>
          Number(isOwn(b)) - Number(isOwn(a)) ||
          collator.compare(languageName(names, a), languageName(names, b)),
      );
      return lists.format(sorted.map((tag) => languageName(names, tag)));
    },
  };
}

/** A function that makes each of its answers once; for keys of which there are few. */
function kept<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

function languageName(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
