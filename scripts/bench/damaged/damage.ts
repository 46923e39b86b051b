/** Gives whole numbers from 0 up to, but not including, `below`. */
export type Random = (below: number) => number;

/** The generator of POSIX's own `rand`, so that a seed always damages the same bytes. */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x8000_0000;
  };
  // Its first numbers follow the seed too closely.
  for (let i = 0; i < 8; i++) next();
  return (below) => Math.floor(next() * below);
}

type Damage = (bytes: Buffer, random: Random) => Buffer;

const HEADER_BYTES = 700;

/** The ways in which files go bad: copies that stopped, disks and cards that forget, programs that crashed. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  cut: (bytes, random) => bytes.subarray(0, 1 + random(bytes.length - 1)),
  flipped: (bytes, random) => {
    const bits = 1 + random(200);
    for (let i = 0; i < bits; i++) flip(bytes, random(bytes.length), random(8));
    return bytes;
  },
  header: (bytes, random) => {
    const reach = Math.min(HEADER_BYTES, bytes.length);
    for (let i = 0; i < 4 + random(20); i++) swap(bytes, random(reach), random(reach));
    return bytes;
  },
  zeroed: (bytes, random) => {
    for (let i = 0; i < 1 + random(4); i++) {
      const from = random(bytes.length);
      bytes.fill(0, from, Math.min(bytes.length, from + random(Math.ceil(bytes.length / 8))));
    }
    return bytes;
  },
  shuffled: (bytes, random) => {
    const block = 1 + random(4096);
    for (let i = 0; i < 1 + random(6); i++) {
      const [from, to] = [random(bytes.length), random(bytes.length)];
      bytes.copy(bytes, to, from, Math.min(bytes.length, from + block));
    }
    return bytes;
  },
};

/** A damaged copy of a file: which way and where follows from the seed alone. */
export function damage(whole: Buffer, seed: number): { kind: string; bytes: Buffer } {
  const random = randomOf(seed);
  const kinds = Object.entries(DAMAGES);
  const [kind, apply] = kinds[seed % kinds.length] ?? ['cut', DAMAGES.cut];
  const copy = Buffer.from(whole);
  return { kind, bytes: apply === undefined ? copy : apply(copy, random) };
}

function flip(bytes: Buffer, at: number, bit: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
}

function swap(bytes: Buffer, a: number, b: number): void {
  const kept = bytes[a] ?? 0;
  bytes[a] = bytes[b] ?? 0;
  bytes[b] = kept;
}
