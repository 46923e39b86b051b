import { gunzipSync } from 'node:zlib';
import { ImportFileError } from './import-file-error.ts';

/** Programmes are never larger, packed or not. */
export const largestProgrammeBytes = 64 * 1024 * 1024;

/**
 * The bytes of a programme, unpacked where they are gzip.
 * @throws {ImportFileError} where it is larger than programmes are, before it is read or unpacked whole, or is damaged gzip
 */
export function unpackProgramme(bytes: Uint8Array): Uint8Array {
  const mib = largestProgrammeBytes / 1024 / 1024;
  if (bytes.length > largestProgrammeBytes)
    throw new ImportFileError([`The file is larger than programmes are (${mib} MiB).`]);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largestProgrammeBytes });
  } catch (cause) {
    const isLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new ImportFileError(
      [
        isLarge
          ? `The file is larger than programmes are (${mib} MiB) once it is unpacked.`
          : 'The file begins as gzip but cannot be unpacked: it is damaged.',
      ],
      { cause },
    );
  }
}
