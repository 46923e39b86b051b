import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readCount, wrongUsage } from '../wrong-usage.ts';

export const inputNames = ['talk', 'film', 'vp9', 'hour'] as const;
export type InputName = (typeof inputNames)[number];

export interface TranscodeOptions {
  runs: number;
  /** Length of the talk and of the film, in seconds. */
  seconds: number;
  /** Null for all. */
  only: InputName | null;
  /** An own file in place of all; absolute. */
  input: string | null;
  ladder: string | null;
  hasPeer: boolean;
  hasBrowser: boolean;
  /** SSIM over the whole length. */
  isFull: boolean;
  /** The hour-long recording through both stages. */
  isLong: boolean;
  /** Absolute. */
  json: string | null;
  isWritten: boolean;
}

export const transcodeHelp = `Usage: npm run bench -- transcode [options]

Measures the engine beside other ways of doing its work: a process for each rendition (the peer, encoding or copying
the full size) and one bare ffmpeg (the floor). All sides take turns within a run, figures are medians of the runs,
and every figure stands beside its limit. Watching is measured in Chromium, from the start of the ingest to the first
decoded frame, then for 60 s.

Inputs, found through CORPUS_DIR (make-talk.sh, media/bbb.mp4):
  talk   a generated talk, 1080p30, 120 s; its scripts' ladder
  film   bbb.mp4 repeated to 120 s, 480p
  vp9    70 s of the talk as VP9: our side alone, until it can be watched
  hour   the film repeated to an hour: our side alone, memory and the first stage
The other sides are BENCH_DIR/per-rendition.sh and BENCH_DIR/single-run.sh (default: CORPUS_DIR/../bench).
Without CORPUS_DIR: a generated clip, our side alone.

Options:
  --only NAME       one of ${inputNames.join(', ')}
  --input FILE      measure this file in their place
  --ladder "H:B …"  the other sides' rungs for it: height:bits a second
  --runs N          how often (3)
  --seconds N       length of talk and film (120)
  --no-peer         our side alone
  --no-browser      the engine alone
  --full            SSIM over the whole length, not its first 40 s
  --long            the hour-long recording through both stages, not the first alone
  --json FILE       everything that was measured, as JSON
  --write           put the report into the README
  --help            print this

Environment: CORPUS_DIR, BENCH_DIR, FFMPEG_PATH, FFPROBE_PATH, CHROMIUM_PATH
Exit codes: 0 measured and every limit held, 1 a limit was missed or something failed, 2 wrong usage
`;

/** Reads the arguments behind `transcode`; null where help was asked for. @throws TypeError naming what is wrong */
export function readTranscodeOptions(args: readonly string[]): TranscodeOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '120' },
      only: { type: 'string' },
      input: { type: 'string' },
      ladder: { type: 'string' },
      'no-peer': { type: 'boolean', default: false },
      'no-browser': { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      json: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const { only = null, input = null, ladder = null, json = null, write } = values;
  const isPart = only !== null || input !== null || values['no-peer'] || values['no-browser'];
  if (only !== null && !isInputName(only)) throw wrongUsage(`--only takes one of ${inputNames.join(', ')}.`);
  if (only !== null && input !== null) throw wrongUsage('--only and --input exclude each other.');
  if (ladder !== null && input === null) throw wrongUsage('--ladder goes with --input.');
  if (ladder !== null && !/^\d+:\d+( \d+:\d+)*$/.test(ladder))
    throw wrongUsage('--ladder takes "height:bits height:bits".');
  if (write && isPart) throw wrongUsage('--write goes with the whole measurement.');
  return {
    runs: readCount('--runs', values.runs),
    seconds: readCount('--seconds', values.seconds),
    only,
    input: input === null ? null : resolve(input),
    ladder,
    hasPeer: !values['no-peer'],
    hasBrowser: !values['no-browser'],
    isFull: values.full,
    isLong: values.long,
    json: json === null ? null : resolve(json),
    isWritten: write,
  };
}

function isInputName(text: string): text is InputName {
  return inputNames.some((name) => name === text);
}

/**
 * The other sides' rungs for a picture: those of their scripts that are not larger, the full size first.
 * @returns `height:bits a second`, separated by blanks
 */
export function ladderFor(height: number): string {
  const rungs = [
    [1080, 6_220_877],
    [720, 3_041_318],
    [480, 1_474_578],
    [360, 1_036_812],
    [240, 522_246],
  ] as const;
  const smaller = rungs.filter(([lines]) => lines < height);
  const next = rungs.findLast(([lines]) => lines >= height) ?? rungs[0];
  return [[height, next[1]], ...smaller].map(([lines, bits]) => `${lines}:${bits}`).join(' ');
}
