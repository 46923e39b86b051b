import { readdir } from 'node:fs/promises';
import { MediaError, toMediaError } from './media-error.ts';

/**
 * Refuses to build a version where something lies already.
 * @throws MediaError `failed`
 */
export async function refuseFull(dir: string): Promise<void> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw toMediaError(error);
  });
  if (names.length > 0) throw new MediaError('failed', `The folder ${dir} is not empty.`);
}
