/** Whether everything is tried (npm test -- --long), however long it takes; else one of every idea is enough. */
export const isLongRun = process.env.LONG_TESTS === '1';

/**
 * Of a family of like cases, those of every run: the first so many, or those that `keep` picks. All in a long run.
 * Every idea of the family keeps a case in every run.
 */
export function someOf<Case>(cases: readonly Case[], keep: number | ((one: Case) => boolean)): Case[] {
  if (isLongRun) return [...cases];
  return typeof keep === 'number' ? cases.slice(0, keep) : cases.filter(keep);
}
