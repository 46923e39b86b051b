import { sourceInput } from '#server/transcode/input-options.ts';
import { probe } from '#server/transcode/probe.ts';
import { limitTime, runFfmpeg, type Tools } from '#server/transcode/run.ts';

/**
 * Writes the sound of a recording as models of speech take it: WAV, 16 kHz, one channel. Where there are several
 * tracks, the one in the spoken language.
 * @returns its length in ms, null where the file does not say
 * @throws MediaError as `probe` and `runFfmpeg`
 */
export async function extractSpeech(o: {
  input: string;
  /** Absolute. */
  target: string;
  cwd: string;
  language: string | null;
  ffprobePath: string;
  tools: Tools;
}): Promise<number | null> {
  const found = await probe({ input: o.input, ffprobePath: o.ffprobePath, signal: o.tools.signal });
  const spoken = o.language?.split('-')[0];
  const track = found.audio.find(({ language }) => language?.split('-')[0] === spoken) ?? found.audio[0];
  await runFfmpeg({
    inputs: [sourceInput(o.input)],
    outputs: [
      {
        options: [
          ...['-map', track === undefined ? '0:a:0' : `0:${track.index}`, '-vn', '-sn', '-dn'],
          ...['-ac', '1', '-ar', '16000', '-c:a', 'pcm_s16le', '-f', 'wav'],
        ],
        target: o.target,
      },
    ],
    cwd: o.cwd,
    purpose: 'reading the sound',
    tools: limitTime(o.tools, found.durationMs),
  });
  return found.durationMs;
}
