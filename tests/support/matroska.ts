/** A Matroska element (RFC 8794): its id in hexadecimal, a size of eight bytes, its contents. */
function element(id: string, ...contents: readonly Buffer[]): Buffer {
  const size = Buffer.alloc(8);
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  size.writeBigUInt64BE((1n << 56n) | BigInt(length));
  return Buffer.concat([Buffer.from(id, 'hex'), size, ...contents]);
}

function uint(id: string, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return element(id, bytes);
}

function float(id: string, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return element(id, bytes);
}

const text = (id: string, value: string) => element(id, Buffer.from(value));

/**
 * A Matroska file (RFC 9559) of raw sound that says of itself whatever it is told to.
 * @param o.tracks how many sound tracks it announces; only the first holds anything
 * @param o.claimedMs the length its header gives
 * @param o.blocksAtMs when its blocks, of a tenth of a second each, begin
 */
export function matroskaOf(o: { tracks: number; claimedMs: number; blocksAtMs: readonly number[] }): Buffer {
  const track = (n: number) =>
    element(
      'ae',
      ...[uint('d7', n), uint('73c5', n), uint('83', 2), text('86', 'A_PCM/INT/LIT')],
      element('e1', float('b5', 8000), uint('9f', 1), uint('6264', 16)),
    );
  const cluster = (ms: number) =>
    // A key frame of track 1, at the cluster's own time.
    element('1f43b675', uint('e7', ms), element('a3', Buffer.from([0x81, 0, 0, 0x80]), Buffer.alloc(1600)));
  return Buffer.concat([
    element(
      '1a45dfa3',
      uint('4286', 1),
      uint('42f7', 1),
      text('4282', 'matroska'),
      uint('4287', 4),
      uint('4285', 2),
    ),
    element(
      '18538067',
      element('1549a966', uint('2ad7b1', 1_000_000), float('4489', o.claimedMs)),
      element('1654ae6b', ...Array.from({ length: o.tracks }, (_, i) => track(i + 1))),
      ...o.blocksAtMs.map(cluster),
    ),
  ]);
}
