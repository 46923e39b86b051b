import { readProgram, runProgram } from './run-program.ts';

export interface Picture {
  codec: string;
  width: number;
  height: number;
  fps: number;
  /** Null where the file does not say. */
  durationMs: number | null;
}

/** What ffprobe says of a file's first video stream. @throws where there is none */
export async function readPicture(path: string, tools: { ffprobePath: string }): Promise<Picture> {
  const text = await readProgram({
    program: tools.ffprobePath,
    args: [
      ...['-v', 'error', '-select_streams', 'v:0', '-of', 'json'],
      ...[
        '-show_entries',
        'stream=codec_name,width,height,r_frame_rate,avg_frame_rate:format=duration',
        path,
      ],
    ],
  });
  // The shape is the one asked for by -show_entries.
  const { streams, format } = JSON.parse(text) as {
    streams: Array<{
      codec_name: string;
      width: number;
      height: number;
      r_frame_rate: string;
      avg_frame_rate: string;
    }>;
    format: { duration?: string };
  };
  const [stream] = streams;
  if (stream === undefined) throw new Error(`${path} has no picture.`);
  const [base, average] = [readRate(stream.r_frame_rate), readRate(stream.avg_frame_rate)];
  // The base rate is exact for a constant one; for a varying one it is a common multiple, and far too large.
  const fps = base !== null && base <= 120 ? base : average;
  if (fps === null) throw new Error(`${path} does not say its frame rate.`);
  const seconds = Number(format.duration);
  return {
    codec: stream.codec_name,
    width: stream.width,
    height: stream.height,
    fps,
    durationMs: Number.isFinite(seconds) ? Math.round(seconds * 1000) : null,
  };
}

/** ffprobe's fraction as a number of frames a second: `30000/1001`; null where it is none. */
export function readRate(text: string): number | null {
  const [over = Number.NaN, under = 1] = text.split('/').map(Number);
  const rate = over / under;
  return Number.isFinite(rate) && rate > 0 ? rate : null;
}

/** The bytes of a file's or playlist's first video stream: its packets summed, without container and sound. */
export async function videoBytes(path: string, tools: { ffprobePath: string }): Promise<number> {
  let bytes = 0;
  await runProgram({
    program: tools.ffprobePath,
    args: ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=size', '-of', 'csv=p=0', path],
    onLine: (line) => {
      bytes += Number.parseInt(line, 10) || 0;
    },
  });
  if (bytes === 0) throw new Error(`${path} has no video packets.`);
  return bytes;
}
