import { filled } from '../i18n/fill.ts';
import { liveMessages, pageLocale } from '../i18n/live.ts';
import type { Position } from './items.ts';

/** How long the rest of a talk is, in words: “25 min left”. */
export function remaining({ seconds, durationMs }: Pick<Position, 'seconds' | 'durationMs'>): string {
  const minutes = Math.max(1, Math.round((durationMs / 1000 - seconds) / 60));
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(pageLocale(), { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const hours = Math.floor(minutes / 60);
  const parts = [
    ...(hours > 0 ? [unit(hours, 'hour')] : []),
    ...(hours === 0 || minutes % 60 > 0 ? [unit(minutes % 60, 'minute')] : []),
  ];
  return filled(liveMessages('kept').left, { time: parts.join(' ') });
}
