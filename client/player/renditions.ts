import type { Rendition } from './engine.ts';

/** What a playlist says about one of its variants. */
export interface Level {
  width: number;
  height: number;
  name?: string | undefined;
  frameRate?: number;
  bitrate: number;
}

/**
 * Names the variants of a master playlist as people do: by the shorter side of the picture ("720p"), best first.
 * Variants of the same size are told apart by their bit rate, written as in `locale` (BCP 47).
 */
export function nameRenditions(levels: readonly Level[], locale: string): Rendition[] {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const rate = new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabit-per-second', ...digits });
  const named = levels.map((level, id) => ({ level, id, name: sizeName(level) }));
  return named
    .filter(({ level }) => level.height > 0)
    .map(({ level, id, name }) => {
      const isShared = named.some((other) => other.id !== id && other.name === name);
      return {
        id,
        name: isShared ? `${name} · ${rate.format(level.bitrate / 1_000_000)}` : name,
        height: level.height,
        frameRate: level.frameRate || null,
        bitrate: level.bitrate,
      };
    })
    .sort((a, b) => b.height - a.height || b.bitrate - a.bitrate)
    .map(({ id, name, height, frameRate }) => ({ id, name, height, frameRate }));
}

function sizeName({ name, width, height }: Level): string {
  if (name && /^\d+p/.test(name)) return name;
  return `${width > 0 ? Math.min(width, height) : height}p`;
}

/** Finds the rendition nearest in height to one of another version of the recording. */
export function nearestRendition(renditions: readonly Rendition[], height: number): Rendition | undefined {
  return renditions.toSorted((a, b) => Math.abs(a.height - height) - Math.abs(b.height - height))[0];
}

/** Says whether the best picture of one version has more lines than the best of another. */
export function hasMoreLines(levels: readonly Pick<Level, 'height'>[], others: typeof levels): boolean {
  const top = (all: typeof levels) => Math.max(0, ...all.map(({ height }) => height));
  return top(levels) > top(others);
}
