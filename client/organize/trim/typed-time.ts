/**
 * Reads a time as people type it: `1:02:03.5`, `62:03`, `63.5`; commas are points. In ms; null where it is none.
 */
export function readTime(text: string): number | null {
  const found = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (found === null) return null;
  const [, hours = '0', minutes, seconds = '0', fraction = ''] = found;
  // Behind a colon there are sixty at most.
  if (minutes !== undefined && Number(seconds) >= 60) return null;
  if (found[1] !== undefined && Number(minutes) >= 60) return null;
  const whole = (Number(hours) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, '0'));
}

/** Writes a time as it is typed: `1:02:03.5`, without hours where there are none, without needless zeros. */
export function writeTime(ms: number): string {
  const rounded = Math.max(0, Math.round(ms));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(rounded / 3_600_000);
  const minutes = Math.floor(rounded / 60_000) % 60;
  const seconds = Math.floor(rounded / 1000) % 60;
  const fraction = String(rounded % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  const start = hours > 0 ? `${hours}:${two(minutes)}` : `${minutes}`;
  return `${start}:${two(seconds)}${fraction === '' ? '' : `.${fraction}`}`;
}
