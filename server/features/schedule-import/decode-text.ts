import { ImportFileError } from './import-file-error.ts';

/**
 * The text of a file in UTF-8 or UTF-16, with or without a byte order mark.
 * @throws {ImportFileError} for any other encoding
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    const line = encoding === 'utf-8' ? lineOfFirstBadByte(bytes) : null;
    const where = line === null ? 'The file' : `Line ${line}`;
    throw new ImportFileError([`${where} is not ${encoding.toUpperCase()} text: save the file as UTF-8.`], {
      cause,
    });
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark: text begins with a letter or a quotation mark, half of which is zero in UTF-16.
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== 0 && second !== undefined ? 'utf-16be' : 'utf-8';
}

function lineOfFirstBadByte(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(10, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
    line += 1;
  }
  return line;
}
