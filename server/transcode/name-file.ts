import { quoteName } from './ffprobe.ts';
import { MediaError, toMediaError } from './media-error.ts';

/** Adds the file's name where the sentence does not say which file it is about. */
export function nameFile(error: unknown, input: string): MediaError {
  const known = toMediaError(error);
  const name = quoteName(input);
  if (known.message.includes(name) || known.code === 'disk_full' || known.code === 'aborted') return known;
  const { code, argv, exitCode, signal, stderrTail } = known;
  const facts = { argv, exitCode, signal, stderrTail, cause: known };
  return new MediaError(code, `${name}: ${known.message}`, facts);
}
