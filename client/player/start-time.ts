const clock = /^(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,7}(?:\.\d+)?)s?)?$/;

/** Reads a start time as links carry it: `90`, `90s`, `1m30s`, `1h2m`. Returns seconds; null for anything else. */
export function parseStartTime(text: string | null): number | null {
  if (!text) return null;
  const match = clock.exec(text.trim().toLowerCase());
  if (!match || match[0] === '') return null;
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}
