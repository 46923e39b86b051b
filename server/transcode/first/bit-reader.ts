export interface BitReader {
  bit: () => number;
  bits: (count: number) => number;
  /** Exp-Golomb codes (ITU-T H.264 9.1): unsigned and signed. */
  ue: () => number;
  se: () => number;
}

/**
 * Reads bits, the highest of a byte first.
 * @throws RangeError beyond the end
 */
export function createBitReader(bytes: Buffer): BitReader {
  let at = 0;
  const bit = () => {
    const byte = bytes[at >> 3];
    if (byte === undefined) throw new RangeError('no bits are left');
    return (byte >> (7 - (at++ & 7))) & 1;
  };
  const bits = (count: number) => {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + bit();
    return value;
  };
  const ue = () => {
    let zeros = 0;
    while (bit() === 0) {
      if (++zeros > 32) throw new RangeError('the code is too long');
    }
    return 2 ** zeros - 1 + bits(zeros);
  };
  const se = () => {
    const code = ue();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  };
  return { bit, bits, ue, se };
}
