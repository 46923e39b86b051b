/** What a place in a talk means for coming back. */
export type PlaceKind = 'start' | 'middle' | 'end';

/**
 * Tells whether a place is worth coming back to: the first ten seconds are not, and in the last minute a talk counts as
 * watched. Of short recordings it is the first and last twentieth.
 */
export function kindOfPlace(seconds: number, durationMs: number): PlaceKind {
  const length = durationMs / 1000;
  if (length - seconds <= Math.min(60, length / 20)) return 'end';
  return seconds < Math.min(10, length / 20) ? 'start' : 'middle';
}
