/** How many neighbouring words may be written as one. */
export const longest = 3;

/** All runs of up to three words, written as one, with the places of their words. */
export function runsOf(words: readonly string[]): Map<string, Set<number>> {
  const runs = new Map<string, Set<number>>();
  for (let from = 0; from < words.length; from++) {
    let text = '';
    for (let to = from; to < Math.min(from + longest, words.length); to++) {
      text += words[to];
      const places = runs.get(text) ?? new Set();
      for (let place = from; place <= to; place++) places.add(place);
      runs.set(text, places);
    }
  }
  return runs;
}
