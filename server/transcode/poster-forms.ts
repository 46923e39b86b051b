import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { VersionManifest } from './manifest.ts';

type Poster = NonNullable<VersionManifest['poster']>;
export type PosterForm = NonNullable<Poster['forms']>[number];

/** For a card in a list and for a phone's whole width, in pixels; the full width comes on top. */
const widths = [400, 800] as const;
const quality = 68;
const timeoutSeconds = 20;

/**
 * Makes the forms of a poster: WebP beside it, narrowest first, the last as wide as itself.
 * @param dir absolute folder of the version
 * @throws where the poster cannot be read
 */
export async function makePosterForms(dir: string, poster: Poster): Promise<PosterForm[]> {
  const source = await readFile(join(dir, poster.path));
  const made: PosterForm[] = [];
  for (const width of [...widths.filter((one) => one < poster.width), poster.width]) {
    const path = `${poster.path.replace(/\.[a-z]+$/, '')}-${width}.webp`;
    const { data, info } = await sharp(source)
      .resize({ width })
      .webp({ quality, effort: 5 })
      .timeout({ seconds: timeoutSeconds })
      .toBuffer({ resolveWithObject: true });
    await writeFile(join(dir, `${path}.tmp`), data, { flush: true });
    await rename(join(dir, `${path}.tmp`), join(dir, path));
    made.push({ path, width: info.width, height: info.height });
  }
  return made;
}

/** A poster with its forms; as it is where they cannot be made, which the next start tries again. */
export async function withPosterForms(dir: string, poster: Poster): Promise<Poster> {
  const forms = await makePosterForms(dir, poster).catch(() => null);
  return forms === null ? poster : { ...poster, forms };
}
