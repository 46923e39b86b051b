import type { UploadLimits } from '#server/contract/wire.ts';
import { pathOf } from './path-of.ts';

/** Parts what may be uploaded from the rest of a folder; hidden files are left out without a word. */
export function sortOut(
  chosen: readonly File[],
  { extensions, largestBytes }: Pick<UploadLimits, 'extensions' | 'largestBytes'>,
): { files: File[]; leftOut: string[] } {
  const accepted = new Set(extensions);
  const seen = chosen.filter(
    (file) =>
      !pathOf(file)
        .split('/')
        .some((part) => part.startsWith('.')),
  );
  const fits = (file: File) => {
    const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
    return accepted.has(extension) && file.size > 0 && file.size <= largestBytes;
  };
  return { files: seen.filter(fits), leftOut: seen.filter((file) => !fits(file)).map(pathOf) };
}
