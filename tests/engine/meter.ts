import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What loudnorm, another meter than the engine's, says of a file or playlist.
 * @returns LUFS and dBTP; -Infinity where it hears nothing
 */
export async function heardBy(path: string): Promise<{ lufs: number; peakDbtp: number }> {
  const { stderr } = await run(process.env.FFMPEG_PATH ?? 'ffmpeg', [
    ...[
      '-hide_banner',
      '-nostdin',
      ...(path.endsWith('.m3u8') ? ['-allowed_extensions', 'ALL'] : []),
      '-i',
      path,
    ],
    ...['-map', '0:a:0', '-af', 'loudnorm=print_format=json', '-f', 'null', '-'],
  ]);
  // The shape is loudnorm's own.
  const json = JSON.parse(stderr.slice(stderr.lastIndexOf('{'), stderr.lastIndexOf('}') + 1)) as {
    input_i: string;
    input_tp: string;
  };
  const toNumber = (text: string) => (text === '-inf' ? Number.NEGATIVE_INFINITY : Number(text));
  return { lufs: toNumber(json.input_i), peakDbtp: toNumber(json.input_tp) };
}
