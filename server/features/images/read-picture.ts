import sharp, { type Metadata } from 'sharp';
import { AppError } from '#server/kernel/errors.ts';

export const maxImageBytes = 10 * 1024 * 1024;
const maxEdgePixels = 8000;
const timeoutSeconds = 20;

export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

/** Widths for pages and for screens that show twice the pixels; the small one is for lists. */
export const pictureEdges = { large: 1200, small: 400 } as const;

/**
 * Reads a picture of a stranger and makes it anew as WebP, in two sizes: without metadata, the right way up.
 * @throws {AppError} `unsupported_media` for anything but PNG, JPEG, WebP, AVIF and GIF; `too_large`; `invalid` where its
 * bytes are damaged
 */
export async function readPicture(bytes: Buffer): Promise<{ large: Picture; small: Picture }> {
  if (!hasSignature(bytes))
    throw new AppError('unsupported_media', 'This is no picture in PNG, JPEG, WebP, AVIF or GIF.');
  const options = { limitInputPixels: maxEdgePixels * maxEdgePixels, failOn: 'error', pages: 1 } as const;
  const { width = 0, height = 0 } = await orDamaged(sharp(bytes, options).metadata());
  if (width > maxEdgePixels || height > maxEdgePixels)
    throw new AppError(
      'too_large',
      `The picture is ${width} × ${height} pixels large: at most ${maxEdgePixels} × ${maxEdgePixels} is possible.`,
    );
  const scaled = (source: Buffer, edge: number) =>
    orDamaged(
      sharp(source, options)
        .autoOrient()
        .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 84, effort: 4 })
        .timeout({ seconds: timeoutSeconds })
        .toBuffer({ resolveWithObject: true }),
    ).then(({ data, info }): Picture => ({ bytes: data, width: info.width, height: info.height }));
  const large = await scaled(bytes, pictureEdges.large);
  return { large, small: await scaled(large.bytes, pictureEdges.small) };
}

/** What the file says it is by its first bytes: nothing else is given to the decoders. */
function hasSignature(bytes: Buffer): boolean {
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  return (
    text(0, 8) === '\x89PNG\r\n\x1a\n' ||
    text(0, 3) === '\xff\xd8\xff' ||
    (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') ||
    (text(4, 8) === 'ftyp' && /avi[fs]/.test(text(8, 40))) ||
    /^GIF8[79]a/.test(text(0, 6))
  );
}

async function orDamaged<T extends Metadata | object>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const isTooLarge = cause instanceof Error && /pixel limit/i.test(cause.message);
    if (isTooLarge)
      throw new AppError(
        'too_large',
        `The picture has more pixels than ${maxEdgePixels} × ${maxEdgePixels}.`,
        { cause },
      );
    throw new AppError('invalid', 'The picture cannot be read: the file is damaged or not what it says.', {
      cause,
    });
  }
}
