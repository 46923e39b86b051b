import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from './inspect.ts';

const FRAMES_PER_SECOND = 200;
const SAMPLES_PER_SECOND = 48_000;
/** What lies nearer together is one clap. */
const QUIET_SECONDS = 0.6;

/** A black picture that is white for a moment at each of `claps` (seconds), as lavfi input options. */
export function flashes(o: {
  claps: readonly number[];
  rate: string | number;
  seconds: number;
  filter?: string;
}): string[] {
  const white = o.claps.map((at) => `between(t,${at - 0.0005},${at + 0.09})`).join('+');
  // Something moves, so that frames differ and a player could not get away with one.
  const source = `color=black:s=320x180:r=${o.rate}:d=${o.seconds}`;
  const filters = [source, `drawbox=w=iw:h=ih:color=white:t=fill:enable='${white}'`];
  return ['-f', 'lavfi', '-i', [...filters, ...(o.filter === undefined ? [] : [o.filter])].join(',')];
}

/** Silence with a beep of a tenth of a second at each of `claps` (seconds), as lavfi input options. */
export function beeps(o: {
  claps: readonly number[];
  seconds: number;
  rate?: number;
  layout?: string;
}): string[] {
  const heard = o.claps.map((at) => `between(t,${at},${at + 0.1})`).join('+');
  const wave = `0.5*sin(2*PI*1000*t)*(${heard})`;
  const source = `aevalsrc='${wave}':s=${o.rate ?? 48_000}:d=${o.seconds}`;
  return ['-f', 'lavfi', '-i', `${source},aformat=channel_layouts=${o.layout ?? 'stereo'}`];
}

/** When a viewer of a version sees flashes and hears beeps, in seconds from its beginning. */
export interface Claps {
  seen: number[];
  heard: number[];
  /** When the last frame is shown, and the last sound heard. */
  pictureEnds: number;
  soundEnds: number;
}

/** Plays a playlist or file as any player would: ffmpeg reads it, both streams on one clock. */
export async function watchClaps(path: string): Promise<Claps> {
  const dir = await mkdtemp(join(tmpdir(), 'rostrum-claps-'));
  try {
    const [picture, sound] = [join(dir, 'picture'), join(dir, 'sound')];
    const args = [
      '-v',
      'error',
      '-y',
      ...(path.endsWith('.m3u8') ? ['-allowed_extensions', 'ALL'] : []),
      '-i',
      path,
    ];
    const frames = `fps=${FRAMES_PER_SECOND}:start_time=0,scale=1:1:flags=area,format=gray`;
    const samples = `aresample=${SAMPLES_PER_SECOND}:async=1:first_pts=0`;
    await capture('ffmpeg', [
      ...args,
      ...['-map', '0:v:0', '-vf', frames, '-f', 'rawvideo', picture],
      ...['-map', '0:a:0', '-af', samples, '-ac', '1', '-f', 'f32le', sound],
    ]);
    const bright = await readFile(picture);
    const bytes = await readFile(sound);
    const waves = new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4));
    let loudest = 0;
    for (const wave of waves) loudest = Math.max(loudest, Math.abs(wave));
    return {
      seen: rises(bright, 110, FRAMES_PER_SECOND),
      heard: rises(waves, 0.4 * loudest, SAMPLES_PER_SECOND),
      pictureEnds: bright.length / FRAMES_PER_SECOND,
      soundEnds: waves.length / SAMPLES_PER_SECOND,
    };
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Seconds at which a signal passes a level after a quiet time. */
function rises(signal: ArrayLike<number>, level: number, rate: number): number[] {
  const found: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < signal.length; i++) {
    if (Math.abs(signal[i] ?? 0) < level) continue;
    if (i - last >= QUIET_SECONDS * rate) found.push(i / rate);
    last = i;
  }
  return found;
}
