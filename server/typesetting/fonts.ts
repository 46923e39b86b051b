import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as fontkit from 'fontkit';

/** The type that pages are set in: the site's own family, at the weights they use. */
export type FaceName = 'serif' | 'sans' | 'sansStrong';

/** Looks up the font that draws one character in a face; the face's first font answers for what nobody has. */
export interface FontShelf {
  fontFor(face: FaceName, codePoint: number): fontkit.Font;
}

interface Subset {
  ranges: ReadonlyArray<readonly [number, number]>;
  file: string;
}

const latinFaces: Readonly<Record<FaceName, { family: string; weight: number }>> = {
  serif: { family: 'ibm-plex-serif', weight: 500 },
  sans: { family: 'ibm-plex-sans', weight: 400 },
  sansStrong: { family: 'ibm-plex-sans', weight: 600 },
};

const japaneseWeights: Readonly<Record<FaceName, number>> = {
  serif: 500,
  sans: 400,
  sansStrong: 600,
};

const require = createRequire(import.meta.url);

/**
 * Opens the project's own font packages, so that a machine without any font draws every script alike.
 * The packages split a family into files by character range; a file is read when its first character is asked for.
 */
export function openFontShelf(): FontShelf {
  const subsets = new Map<FaceName, Subset[]>();
  const opened = new Map<string, fontkit.Font>();
  const open = (file: string): fontkit.Font => {
    const known = opened.get(file);
    if (known !== undefined) return known;
    const font = fontkit.create(readFileSync(file));
    if (!('layout' in font)) throw new TypeError(`${file} is a collection, not a font`);
    opened.set(file, font);
    return font;
  };
  return {
    fontFor(face, codePoint) {
      const list = subsets.get(face) ?? subsetsOf(face);
      subsets.set(face, list);
      for (const subset of list) {
        if (!subset.ranges.some(([from, to]) => from <= codePoint && codePoint <= to)) continue;
        const font = open(subset.file);
        if (font.hasGlyphForCodePoint(codePoint)) return font;
      }
      const first = list[0];
      if (first === undefined) throw new Error(`no font files for ${face}`);
      return open(first.file);
    },
  };
}

function subsetsOf(face: FaceName): Subset[] {
  const { family, weight } = latinFaces[face];
  return [
    ...packageSubsets(family, weight).sort((a, b) => Number(isLatin(b)) - Number(isLatin(a))),
    ...packageSubsets('ibm-plex-sans-jp', japaneseWeights[face]),
  ];
}

function isLatin(subset: Subset): boolean {
  return subset.file.includes('-latin-') && !subset.file.includes('-latin-ext-');
}

function packageSubsets(family: string, weight: number): Subset[] {
  const folder = dirname(require.resolve(`@fontsource/${family}/package.json`));
  // The package's own table: subset name -> CSS unicode-range.
  const table = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  return Object.entries(table).map(([name, ranges]) => ({
    ranges: parseRanges(ranges),
    file: join(folder, 'files', `${family}-${name.replace(/[[\]]/g, '')}-${weight}-normal.woff`),
  }));
}

/** Parses a CSS unicode-range list such as `U+0-FF,U+131` into pairs of code points, both ends included. */
export function parseRanges(text: string): Array<readonly [number, number]> {
  return text.split(',').map((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
}
