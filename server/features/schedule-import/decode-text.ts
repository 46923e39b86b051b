import { ImportFileError } from './import-file-error.ts';
import type { Tell } from './oddities.ts';

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

/**
 * The text of a file in whatever encoding it is in really: by its mark, else UTF-8 where it is that, else what it declares
 * (`<?xml encoding="…"?>`), else Western. Tells where that is not what the file says, and where bytes are broken.
 */
export function decodeAnyText(bytes: Uint8Array, tell: Tell): string {
  const encoding = encodingOf(bytes);
  const declared = declaredEncoding(bytes);
  if (encoding !== 'utf-8') {
    const text = new TextDecoder(encoding).decode(bytes);
    if (text.includes('\ufffd'))
      tell({}, `The file is ${encoding.toUpperCase()} with broken characters: they are shown as “\ufffd”.`);
    return text;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (declared !== null && declared.decoder !== 'utf-8' && /[^\0-\x7f]/.test(text))
      tell({ line: 1 }, `The file says that it is ${declared.name}, but it is UTF-8: it was read as that.`);
    return text;
  } catch {
    return decodeBroken(bytes, declared, tell);
  }
}

function decodeBroken(bytes: Uint8Array, declared: ReturnType<typeof declaredEncoding>, tell: Tell): string {
  if (declared !== null && declared.decoder !== null && !declared.decoder.startsWith('utf-'))
    return new TextDecoder(declared.decoder).decode(bytes);
  const line = lineOfFirstBadByte(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (whole > broken) {
    tell(
      { line },
      `${broken} bytes of the file are no UTF-8, the first in this line: they are shown as “\ufffd”.`,
    );
    return text;
  }
  const instead =
    declared === null ? 'The file is not UTF-8' : `The file says that it is ${declared.name}, but it is not`;
  tell({ line }, `${instead}, from this line on: it was read as Windows-1252 (Western European).`);
  return new TextDecoder('windows-1252').decode(bytes);
}

/** What an XML declaration says, and what decoder knows it; null where it says nothing. */
function declaredEncoding(bytes: Uint8Array): { name: string; decoder: string | null } | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const name = /^[^<]{0,3}<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1];
  if (name === undefined) return null;
  try {
    return { name, decoder: new TextDecoder(name).encoding };
  } catch {
    return { name, decoder: null };
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark: text begins with a letter or a quotation mark, half of which is zero in UTF-16.
  if (first !== undefined && first !== 0 && second === 0) return 'utf-16le';
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
