import { spawn } from 'node:child_process';

/** Runs a program, feeding `input` to it, and gives what it printed as bytes. */
export function capture(program: string, args: readonly string[], input?: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(out)) : reject(new Error(`${program}: ${err}`)),
    );
    // A reader that has seen enough closes the pipe early.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

const ffmpegPath = process.env.FFMPEG_PATH ?? 'ffmpeg';
const ffprobePath = process.env.FFPROBE_PATH ?? 'ffprobe';

export interface Packet {
  pts: number;
  duration: number;
  isKey: boolean;
}

/** The packets of an initialisation segment with one media segment behind it, in the order of presentation. */
export async function readPackets(bytes: Buffer): Promise<Packet[]> {
  const args = [
    '-v',
    'error',
    '-of',
    'json',
    '-show_entries',
    'packet=pts_time,duration_time,flags',
    '-i',
    'pipe:0',
  ];
  // The shape is the one asked for by -show_entries.
  const answer = JSON.parse((await capture(ffprobePath, args, bytes)).toString()) as {
    packets: Array<{ pts_time: string; duration_time?: string; flags: string }>;
  };
  return answer.packets.map((p) => ({
    pts: Number(p.pts_time),
    duration: Number(p.duration_time ?? 0),
    isKey: p.flags.startsWith('K'),
  }));
}

/** How many pictures some bytes decode to, and the size of the first; what cannot be opened holds none. */
export async function decodePictures(bytes: Buffer): Promise<{ pictures: number; size: string }> {
  const args = ['-v', 'quiet', '-of', 'json', '-select_streams', 'v', '-show_frames', '-i', 'pipe:0'];
  const text = await capture(ffprobePath, args, bytes).catch(() => Buffer.from('{"frames":[]}'));
  // The shape is the one -show_frames documents.
  const answer = JSON.parse(text.toString()) as { frames: Array<{ width: number; height: number }> };
  const [first] = answer.frames;
  return { pictures: answer.frames.length, size: `${first?.width}x${first?.height}` };
}

export interface StreamFacts {
  codec_type: string;
  codec_name: string;
  profile?: string;
  level?: number;
  width?: number;
  height?: number;
  sample_aspect_ratio?: string;
  pix_fmt?: string;
  avg_frame_rate?: string;
  field_order?: string;
  color_transfer?: string;
  channels?: number;
  sample_rate?: string;
  start_time?: string;
  duration?: string;
}

/** The streams of a file or playlist, and its duration in seconds. */
export async function readStreams(path: string): Promise<{ streams: StreamFacts[]; seconds: number }> {
  const args = [
    '-v',
    'error',
    '-of',
    'json',
    '-show_streams',
    '-show_format',
    '-allowed_extensions',
    'ALL',
    path,
  ];
  const usable = path.endsWith('.m3u8')
    ? args
    : args.filter((a) => a !== '-allowed_extensions' && a !== 'ALL');
  // The shape is ffprobe's documented one.
  const answer = JSON.parse((await capture(ffprobePath, usable)).toString()) as {
    streams: StreamFacts[];
    format: { duration: string };
  };
  return { streams: answer.streams, seconds: Number(answer.format.duration) };
}

/** The colour of one pixel as [red, green, blue], its place given as shares of width and height. */
export async function pixelAt(
  path: string,
  at: { x: number; y: number; seconds?: number },
): Promise<number[]> {
  const filter = `crop=2:2:iw*${at.x}:ih*${at.y},format=rgb24`;
  const seek = at.seconds === undefined ? [] : ['-ss', String(at.seconds)];
  const args = ['-v', 'error', ...seek, '-i', path, '-frames:v', '1', '-vf', filter, '-f', 'rawvideo', '-'];
  return [...(await capture(ffmpegPath, args)).subarray(0, 3)];
}

/** Mean brightness (0 to 255) of every frame. */
export async function brightnessOfFrames(path: string): Promise<number[]> {
  const args = ['-v', 'error', '-i', path, '-map', '0:v', '-vf', 'scale=1:1:flags=area,format=gray'];
  return [...(await capture(ffmpegPath, [...args, '-f', 'rawvideo', '-']))];
}

/** The first sound track as mono samples at 48 kHz, -1 to 1. */
export async function samplesOf(path: string): Promise<Float32Array> {
  const args = ['-v', 'error', '-i', path, '-map', '0:a:0', '-ac', '1', '-ar', '48000', '-f', 'f32le', '-'];
  const bytes = await capture(ffmpegPath, args);
  return new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 4 * Math.floor(bytes.length / 4)),
  );
}

/** How much neighbouring lines differ beyond what every second line does, over one frame: 0 where nothing is combed. */
export async function combing(path: string): Promise<number> {
  const [width, height] = [640, 360];
  const args = [
    '-v',
    'error',
    '-ss',
    '1',
    '-i',
    path,
    '-frames:v',
    '1',
    '-vf',
    `scale=${width}:${height},format=gray`,
  ];
  const frame = await capture(ffmpegPath, [...args, '-f', 'rawvideo', '-']);
  let excess = 0;
  for (let i = 0; i + 2 * width < frame.length; i++) {
    const [first = 0, second = 0, third = 0] = [frame[i], frame[i + width], frame[i + 2 * width]];
    excess += Math.abs(first - second) - Math.abs(first - third);
  }
  return excess / (width * height);
}
