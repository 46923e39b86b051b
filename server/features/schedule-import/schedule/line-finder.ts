/**
 * Finds things of a JSON file in its text again, since parsing forgets where they were: gives the line, counted from 1, on
 * which the first of the values given stands that is in the file; null where none is.
 */
export function lineFinder(source: string): (values: readonly (string | null)[]) => number | null {
  // Things are asked for in the order of the file, so lines are counted on from the last one.
  let at = 0;
  let line = 1;
  let misses = 0;
  const lineAt = (position: number) => {
    if (position < at) {
      at = 0;
      line = 1;
    }
    for (
      let next = source.indexOf('\n', at);
      next !== -1 && next < position;
      next = source.indexOf('\n', at)
    ) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
  return (values) => {
    for (const value of values) {
      // A file that writes its texts in escapes would be searched from end to end for each.
      if (value === null || misses > 100) continue;
      const quoted = JSON.stringify(value);
      const ahead = source.indexOf(quoted, at);
      const position = ahead === -1 ? source.indexOf(quoted) : ahead;
      if (position !== -1) return lineAt(position);
      misses += 1;
    }
    return null;
  };
}
