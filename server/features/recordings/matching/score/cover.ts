import { isAlmost } from './almost.ts';
import type { PathClues } from './path-clues.ts';
import { longest } from './runs.ts';

/** What a phrase and the words of a file's name have in common. */
export interface Cover {
  /** Places of words of the name. */
  inName: ReadonlySet<number>;
  /** Places of words of the phrase. */
  inPhrase: ReadonlySet<number>;
  /** How many words are only almost the same: misspelt or another form. */
  almost: number;
}

/** Finds common words, however they are written apart: `git annex`, `gitannex`, `git-annex`. */
export function coverOf(phrase: readonly string[], { name, runs }: Pick<PathClues, 'name' | 'runs'>): Cover {
  const inName = new Set<number>();
  const inPhrase = new Set<number>();
  for (let from = 0; from < phrase.length; from++) {
    let text = '';
    for (let to = from; to < Math.min(from + longest, phrase.length); to++) {
      text += phrase[to];
      const places = runs.get(text);
      if (places === undefined) continue;
      for (let place = from; place <= to; place++) inPhrase.add(place);
      for (const place of places) inName.add(place);
    }
  }
  let almost = 0;
  for (const [place, word] of phrase.entries()) {
    if (inPhrase.has(place) || word.length < 5) continue;
    const other = name.findIndex((one, index) => !inName.has(index) && isAlmost(one.word, word));
    if (other < 0) continue;
    inName.add(other);
    inPhrase.add(place);
    almost++;
  }
  return { inName, inPhrase, almost };
}

/** A phrase that stands in a name as a whole, whatever its spaces are. */
export function coverOfRun(phrase: readonly string[], run: { from: number; to: number }): Cover {
  const inName = new Set(Array.from({ length: run.to - run.from }, (_, index) => run.from + index));
  return { inName, inPhrase: new Set(phrase.keys()), almost: 0 };
}
