/**
 * The RFC 6381 codec string of an initialisation segment with one track: `avc1.PPCCLL` from the decoder
 * configuration (ISO/IEC 14496-15 5.3.3), `mp4a.40.N` from the audio object type (ISO/IEC 14496-3 1.6.2.1).
 * @throws RangeError where the segment holds neither
 */
export function codecString(init: Buffer): string {
  const avc = init.indexOf('avcC', 0, 'latin1');
  if (avc >= 0 && init.length >= avc + 8) {
    // After the box's name: version, then profile, constraints and level as they go into the string.
    return `avc1.${init.subarray(avc + 5, avc + 8).toString('hex')}`;
  }
  const esds = init.indexOf('esds', 0, 'latin1');
  if (esds >= 0) return `mp4a.40.${audioObjectType(init.subarray(esds + 8))}`;
  throw new RangeError('the segment holds neither H.264 nor AAC');
}

/** Walks the descriptors (ISO/IEC 14496-1 7.2.6) to the decoder's own, whose first five bits are the type. */
function audioObjectType(descriptors: Buffer): number {
  let at = 0;
  while (at + 2 <= descriptors.length) {
    const tag = descriptors[at++];
    while (((descriptors[at] ?? 0) & 0x80) !== 0) at++;
    at++;
    if (tag === 0x03) at += 3;
    else if (tag === 0x04) at += 13;
    else if (tag === 0x05) return (descriptors[at] ?? 0) >> 3;
    else break;
  }
  throw new RangeError('the segment holds no AAC configuration');
}
