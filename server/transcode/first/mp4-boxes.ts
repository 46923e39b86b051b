export interface Box {
  type: string;
  /** Where the box begins in the bytes it was read from. */
  at: number;
  /** What follows its header. */
  body: Buffer;
}

/** Size and name of a box from its first 16 bytes (ISO/IEC 14496-12 4.2); null where they are none. */
export function readBoxHeader(
  head: Buffer,
  restBytes: number,
): { type: string; headerBytes: number; sizeBytes: number } | null {
  if (head.length < 8) return null;
  const short = head.readUInt32BE(0);
  const type = head.toString('latin1', 4, 8);
  if (short === 1) {
    if (head.length < 16) return null;
    const long = head.readBigUInt64BE(8);
    return long < 16n || long > BigInt(restBytes) ? null : { type, headerBytes: 16, sizeBytes: Number(long) };
  }
  const sizeBytes = short === 0 ? restBytes : short;
  return sizeBytes < 8 || sizeBytes > restBytes ? null : { type, headerBytes: 8, sizeBytes };
}

/** The boxes that lie one behind another in `bytes`; reading ends at the first that says it is larger than the rest. */
export function readBoxes(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  let at = 0;
  while (at < bytes.length) {
    const header = readBoxHeader(bytes.subarray(at, at + 16), bytes.length - at);
    if (header === null) break;
    boxes.push({
      type: header.type,
      at,
      body: bytes.subarray(at + header.headerBytes, at + header.sizeBytes),
    });
    at += header.sizeBytes;
  }
  return boxes;
}

/** The content of the first box on a path of names: `findBox(moov, 'mvex', 'trex')`; null where there is none. */
export function findBox(bytes: Buffer, ...path: string[]): Buffer | null {
  let here: Buffer | null = bytes;
  for (const name of path) {
    here = here === null ? null : (readBoxes(here).find((box) => box.type === name)?.body ?? null);
  }
  return here;
}
