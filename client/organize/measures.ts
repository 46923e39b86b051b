import type { Words } from '../i18n/words.ts';

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

/** The measures of a locale (BCP 47). The units of Intl for rates are ambiguous here (“kb/s”), so these are given. */
export function measuresOf(locale: string, units: Words['organize']['frame']['units']): Measures {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const upToTwo = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return {
    moment: (instant) => day.format(new Date(instant)),
    clockTime: (instant) => clock.format(new Date(instant)),
    level: (value, unit) =>
      `${oneDigit.format(value).replace('-', '−')} ${unit === 'dB' ? units.decibel : unit}`,
    bitrate: (bps) =>
      bps < 1_000_000
        ? `${whole.format(bps / 1000)} ${units.kilobits}`
        : `${oneDigit.format(bps / 1_000_000)} ${units.megabits}`,
    frameRate: (perSecond) => upToTwo.format(perSecond),
  };
}
