import type { StagedProgrammeInput } from '../catalogue/staged-programme.ts';
import { foldedWords } from '../catalogue/text/fold.ts';
import { plainLine } from '../catalogue/text/plain-text.ts';
import { shortened, type Tell, type Where } from './oddities.ts';

type StagedSpeaker = NonNullable<StagedProgrammeInput['speakers']>[number];

const nobody =
  /^(?:various(?: (?:speakers|artists|people|authors))?|multiple (?:speakers|authors)|unknown(?: speaker)?|tbd|tba|n\/?a|none|anonymous|speakers?|\?+|-+)$/i;
const suffix = /^(?:jr|sr|ph\.?d|md|m\.?sc|mba|esq|ii|iii|iv)\.?$/i;

/**
 * Reads the speakers of a catalogue, who are plain texts there: nobody in particular is left out, several names in one text
 * become several people. Spellings that differ in case and accents only are one.
 */
export function speakersOfCatalogue(tell: Tell) {
  const byFold = new Map<string, string>();
  return {
    bill(texts: readonly string[], where: Where): { key: string }[] {
      const keys = new Set<string>();
      for (const name of texts.flatMap((text) => namesIn(text, where, tell))) {
        const fold = foldedWords(name) || name;
        const key = byFold.get(fold) ?? name;
        byFold.set(fold, key);
        keys.add(key);
      }
      return [...keys].map((key) => ({ key }));
    },
    all: (): StagedSpeaker[] => [...byFold.values()].map((name) => ({ key: name, names: [{ name }] })),
  };
}

function namesIn(text: string, where: Where, tell: Tell): string[] {
  const whole = plainLine(text);
  if (whole === '') return [];
  const shown = shortened(whole, 80);
  if (nobody.test(whole)) {
    tell(where, `“${shown}” is nobody in particular: no speaker was made of it.`);
    return [];
  }
  const names = parted(whole)
    .map((name) =>
      name
        .replace(/^(?:and|und|y|et)\s+/i, '')
        .replace(/[\s.…]*(?:\.\.\.|…)$/, '')
        .trim(),
    )
    .filter((name) => name !== '' && !/^et\.? al\.?$/i.test(name));
  if (names.length > 1)
    tell(where, `“${shown}” are several names: ${names.length} speakers were made of it.`);
  return names.map((name) => {
    const cut = shortened(name, 200);
    if (cut !== name) tell(where, `A name of ${name.length} characters was cut to 200.`);
    return cut;
  });
}

/**
 * The names in one text. A semicolon parts names always; a comma only where every part has two words or more: `Chu, Hua-Rong`
 * and `Aaron Hall, MBA` are one person. “&” and “and” part them where both sides look like whole names.
 */
function parted(text: string): string[] {
  const parts = text.split(/\s*[;；]\s*/).flatMap((part) => byComma(part));
  return parts.flatMap((part) => {
    const sides = part.split(/\s+(?:&|and)\s+/);
    const areNames = sides.length > 1 && sides.length < 5 && sides.every(isWholeName);
    return areNames ? sides : [part];
  });
}

function byComma(text: string): string[] {
  const parts = text.split(/\s*[,、，]\s*/).filter((part) => part !== '' && !/^et\.? al\.?$/i.test(part));
  const people = parts.filter((part) => !suffix.test(part));
  if (people.length < 2) return [/et\.? al\.?$/i.test(text) ? (people[0] ?? text) : text];
  return people.length === parts.length && people.every(isWholeName) ? people : [text];
}

function isWholeName(part: string): boolean {
  const words = part.replace(/^and\s+/i, '').split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 4 &&
    words.every((word) =>
      /^[\p{Lu}\p{Lo}(“"]|^(?:van|von|de|da|der|den|di|la|le|el|al|bin|ten)$/u.test(word),
    ) &&
    !/[:\d@]/.test(part)
  );
}
