import type { UiLanguage } from '#server/contract/languages.ts';

/** An ISO instant with its day by the clocks of a time zone, which is named: `28 Dec 2026, 20:00 CET`. */
export function zonedMoment(instant: string, o: { language: UiLanguage; timeZone: string }): string {
  return new Intl.DateTimeFormat(o.language === 'en' ? 'en-GB' : o.language, {
    timeZone: o.timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(new Date(instant));
}
