import type { UiLanguage } from '#server/contract/languages.ts';

/** Instants, levels and rates as organizers read them; times are those of the reader's own clock. */
export interface Measures {
  /** An ISO instant with its day. */
  moment(instant: string): string;
  /** Hours and minutes of an ISO instant. */
  clockTime(instant: string): string;
  /** A level with one decimal and its unit: `−16.0 LUFS`. */
  level(value: number, unit: 'LUFS' | 'dBTP' | 'LU' | 'dB'): string;
  /** Bits per second as kbit/s or Mbit/s. */
  bitrate(bitsPerSecond: number): string;
  frameRate(perSecond: number): string;
}

/** The measures of a language. */
export function measuresOf(language: UiLanguage): Measures {
  const locale = language === 'en' ? 'en-GB' : language;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const upToTwo = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  // The units of Intl for rates are ambiguous here ("kb/s"), so these are written out.
  const [kilobits, megabits, decibel] =
    language === 'ru' ? ['кбит/с', 'Мбит/с', 'дБ'] : ['kbit/s', 'Mbit/s', 'dB'];
  return {
    moment: (instant) => day.format(new Date(instant)),
    clockTime: (instant) => clock.format(new Date(instant)),
    level: (value, unit) => `${oneDigit.format(value).replace('-', '−')} ${unit === 'dB' ? decibel : unit}`,
    bitrate: (bps) =>
      bps < 1_000_000
        ? `${whole.format(bps / 1000)} ${kilobits}`
        : `${oneDigit.format(bps / 1_000_000)} ${megabits}`,
    frameRate: (perSecond) => upToTwo.format(perSecond),
  };
}
