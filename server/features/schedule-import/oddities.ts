import type { Oddity } from './oddity.ts';

/** Where an oddity is: an event of a file, or a line of it. */
export interface Where {
  line?: number | null;
  event?: string | null;
}

/** Says that something is odd, in a sentence. */
export type Tell = (where: Where, what: string) => void;

const most = 5000;

/** Gathers what is odd in a file; past a number that nobody reads they are only counted. */
export function gatherOddities(): { tell: Tell; all(): Oddity[] } {
  const list: Oddity[] = [];
  let left = 0;
  return {
    tell({ line = null, event = null }, what) {
      if (list.length < most) list.push({ line, event: event && shortened(event, 120), what });
      else left += 1;
    },
    all() {
      const more = `${left} more things are odd in this file; they were dealt with in the same ways.`;
      return left === 0 ? list : [...list, { line: null, event: null, what: more }];
    },
  };
}

/** A text cut to a number of characters, with an ellipsis where something is missing. */
export function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
