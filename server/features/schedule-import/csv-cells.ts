/** One cell of a CSV, read: its value, or what is wrong with it (the end of a sentence). */
export type Cell<T> = { value: T } | { problem: string };

/** A day: 2015-09-19, 19.09.2015, 2015/9/19 or 2015年9月19日. Days with the month first are not guessed at. */
export function readDay(text: string): Cell<string | null> {
  if (text === '') return { value: null };
  const iso = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  const local = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : local ? local.slice(1).reverse() : [];
  if (year === undefined || month === undefined || day === undefined) {
    return { problem: `has the date “${text}”: write it as 2015-09-19` };
  }
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const isReal = new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value);
  return isReal ? { value } : { problem: `has the date “${text}”, which is no day of the calendar` };
}

/** A time of day: 9:30 or 09:30, seconds ignored; or a whole moment such as 2015-09-19T09:30. */
export function readTime(text: string): Cell<string | null> {
  if (text === '') return { value: null };
  const [, hour, minute] = /^(?:\d{4}-\d{2}-\d{2}[T ])?(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) {
    return { problem: `has the start “${text}”: write it as 09:30` };
  }
  return { value: `${hour.padStart(2, '0')}:${minute}` };
}

/** A length: 45 (minutes), 45 min, 0:45 or 00:45:00. */
export function readDurationMs(text: string): Cell<number | null> {
  if (text === '') return { value: null };
  const minutes = /^(\d{1,4}) *(?:m|min|minutes|мин|分)?\.?$/i.exec(text)?.[1];
  if (minutes !== undefined && Number(minutes) > 0) return { value: Number(minutes) * 60_000 };
  const [, hour, minute, second] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  const ms = (Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0)) * 1000;
  return ms > 0 ? { value: ms } : { problem: `has the duration “${text}”: write minutes, or hours:minutes` };
}

const languageNames: Readonly<Record<string, string>> = {
  english: 'en',
  английский: 'en',
  英語: 'en',
  eng: 'en',
  russian: 'ru',
  русский: 'ru',
  ロシア語: 'ru',
  rus: 'ru',
  japanese: 'ja',
  японский: 'ja',
  日本語: 'ja',
  jpn: 'ja',
  german: 'de',
  deutsch: 'de',
  french: 'fr',
  français: 'fr',
  spanish: 'es',
  español: 'es',
};

/** A language: a tag such as en or pt-BR, or a name that is well known. */
export function readLanguage(text: string): Cell<string | null> {
  if (text === '') return { value: null };
  const tag = languageNames[text.toLowerCase()] ?? text.replaceAll('_', '-');
  if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag))
    return { value: Intl.getCanonicalLocales(tag)[0] ?? tag };
  return { problem: `has the language “${text}”: write a tag such as en, ru or ja` };
}

/** Names or tags in one cell: separated by semicolons where there is one, else by commas (and their Japanese forms). */
export function readList(text: string): string[] {
  const separator = /[;；]/.test(text) ? /[;；]/ : /[,，、]/;
  return text
    .split(separator)
    .map((item) => item.trim().replace(/\s+/g, ' '))
    .filter((item) => item !== '');
}
