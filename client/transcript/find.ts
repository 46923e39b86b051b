/** A text as it is searched: without case, accents of Latin letters and widths, with the way back to the text itself. */
export interface Folded {
  text: string;
  /** Where in the original each character of `text` begins; one more for its end. */
  origins: readonly number[];
}

export interface Hit {
  /** Index among the texts. */
  index: number;
  /** Offsets in the text itself, UTF-16. */
  start: number;
  end: number;
}

const mostHits = 5_000;
const known = new Map<string, string>();

/** Folds a text for searching. */
export function folded(text: string): Folded {
  let made = '';
  const origins: number[] = [];
  let offset = 0;
  for (const character of text) {
    const form = foldedCharacter(character);
    for (let i = 0; i < form.length; i += 1) origins.push(offset);
    made += form;
    offset += character.length;
  }
  origins.push(text.length);
  return { text: made, origins };
}

/** Every place where `query` stands in the texts, in their order; at most 5,000. Spaces around the query mean nothing. */
export function findAll(texts: readonly Folded[], query: string): Hit[] {
  const wanted = folded(query.trim().replace(/\s+/g, ' ')).text;
  const hits: Hit[] = [];
  if (wanted === '') return hits;
  for (const [index, { text, origins }] of texts.entries()) {
    let at = text.indexOf(wanted);
    while (at !== -1 && hits.length < mostHits) {
      const end = at + wanted.length;
      hits.push({ index, start: origins[at] ?? 0, end: endOf(origins, end) });
      at = text.indexOf(wanted, end);
    }
  }
  return hits;
}

/** A character that became several ends where the next one begins. */
function endOf(origins: readonly number[], end: number): number {
  const last = origins[end - 1];
  let next = end;
  while (next < origins.length - 1 && origins[next] === last) next += 1;
  return origins[next] ?? 0;
}

function foldedCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const plain = character.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  const bare = plain.normalize('NFD');
  const form = /^\p{Script=Latin}/u.test(bare) ? bare.replace(/\p{M}/gu, '') : plain;
  known.set(character, form);
  return form;
}
