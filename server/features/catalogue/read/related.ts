import type { RelatedRow } from './talk-store.ts';

/** Read beside those that are shown, so that talks of others are among them. */
export const relatedRead = 20;
const shown = 8;
const mostOfTheSamePeople = 3;

/**
 * The talks shown as going with a talk: the nearest, of which few are its own speakers' unless there are no others.
 * @param rows the nearest first
 */
export function chooseRelated(rows: readonly RelatedRow[]): number[] {
  let ofTheSamePeople = 0;
  const chosen = rows.filter(
    ({ shares_speaker }) => shares_speaker === 0 || ++ofTheSamePeople <= mostOfTheSamePeople,
  );
  const others = rows.filter((row) => !chosen.includes(row));
  return [...chosen, ...others].slice(0, shown).map(({ id }) => id);
}
