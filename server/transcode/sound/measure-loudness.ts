import { join } from 'node:path';
import { PLAYLIST } from '../encode-args.ts';
import { fileSource, OWN_PLAYLIST_OPTIONS } from '../input-options.ts';
import type { Loudness } from '../manifest.ts';
import { MediaError } from '../media-error.ts';
import type { AudioPlan, Plan } from '../plan.ts';
import { type FfmpegRun, runFfmpeg, type Tools } from '../run.ts';
import { plannedInput } from '../span.ts';
import { nowhere, readAlong } from './read-along.ts';
import { heardFilters } from './sound-filters.ts';

/** What stands for "no sound at all" where a meter says minus infinity, which JSON cannot hold. */
const NOTHING_DB = -120;

/**
 * Measures sound tracks of a recording as a listener would hear them unchanged, all in one decode.
 * @returns by track id; `lengthMs` of the whole recording as it was decoded
 * @throws MediaError as `runFfmpeg`; `failed` where a track has no readable measurement
 */
export async function measureTracks(o: {
  input: string;
  /** Absolute; nothing is written into it. */
  dir: string;
  plan: Pick<Plan, 'video' | 'audio' | 'span'>;
  tracks: readonly AudioPlan[];
  tools: Tools;
  onProgress?: (outTimeMs: number) => void;
}): Promise<{ loudness: Map<string, Loudness>; lengthMs: number }> {
  let lengthMs = 0;
  const log = await meter({
    inputs: [plannedInput(o.input, o.plan)],
    outputs: [
      ...o.tracks.map((track) => ({
        options: [
          ...['-map', `0:${track.streamIndex}`, '-af', `${heardFilters(track)},${meterFilter(track.id)}`],
          ...['-f', 'null'],
        ],
        target: nowhere(o.dir),
      })),
      ...readAlong(o),
    ],
    cwd: o.dir,
    tools: o.tools,
    onProgress: ({ outTimeMs }) => {
      lengthMs = Math.max(lengthMs, outTimeMs);
      o.onProgress?.(outTimeMs);
    },
  });
  const loudness = new Map(o.tracks.map(({ id }) => [id, readLoudness(log, id)]));
  return { loudness, lengthMs };
}

/** Measures what the engine wrote of a track into `dir/<id>`, decoded again. @throws MediaError as `measureTracks` */
export async function measureWritten(o: { dir: string; id: string; tools: Tools }): Promise<Loudness> {
  const playlist = join(o.dir, o.id, PLAYLIST);
  const log = await meter({
    inputs: [{ options: OWN_PLAYLIST_OPTIONS, source: fileSource(playlist) }],
    outputs: [{ options: ['-map', '0:a:0', '-af', meterFilter(o.id), '-f', 'null'], target: nowhere(o.dir) }],
    cwd: o.dir,
    tools: o.tools,
  });
  return readLoudness(log, o.id);
}

/** ffmpeg's EBU R128 meter with true peaks, whose report `readLoudness` finds by `id`. */
export function meterFilter(id: string): string {
  return `ebur128@${id}=peak=true:framelog=verbose`;
}

/** Runs an ffmpeg that holds meters. @returns its log, line by line, once it has ended well */
export async function meter(run: Omit<FfmpegRun, 'purpose' | 'onLog'>): Promise<string[]> {
  const log: string[] = [];
  await runFfmpeg({
    ...run,
    purpose: 'measuring the loudness',
    onLog: (line) => {
      log.push(line);
      if (log.length > MAX_LOG_LINES) log.shift();
    },
  });
  return log;
}

/** The reports come last; a damaged file may complain at any length before. */
const MAX_LOG_LINES = 2000;

const REPORT = {
  integratedLufs: /^ {4}I: +(-?[\d.]+|-inf|nan) LUFS$/,
  rangeLu: /^ {4}LRA: +([\d.]+|nan) LU$/,
  truePeakDbtp: /^ {4}Peak: +(-?[\d.]+|-inf) dBFS$/,
};

/**
 * Reads the report of the meter called `id` out of ffmpeg's log.
 * @throws MediaError `failed` where there is none, or a line of it does not read as expected
 */
export function readLoudness(log: readonly string[], id: string): Loudness {
  const start = log.findLastIndex(
    (line) => line.startsWith(`[ebur128@${id} @ `) && line.endsWith('Summary:'),
  );
  if (start < 0) throw unreadable(id, log);
  const after = log.slice(start + 1);
  const end = after.findIndex((line) => line.startsWith('['));
  const report = end < 0 ? after : after.slice(0, end);
  const value = (pattern: RegExp) => {
    const found = report.map((line) => pattern.exec(line.trimEnd())?.[1]).find((text) => text !== undefined);
    const number = found === '-inf' || found === 'nan' ? NOTHING_DB : Number(found ?? Number.NaN);
    if (!Number.isFinite(number)) throw unreadable(id, report);
    return number;
  };
  return {
    integratedLufs: value(REPORT.integratedLufs),
    truePeakDbtp: value(REPORT.truePeakDbtp),
    rangeLu: Math.max(0, value(REPORT.rangeLu)),
  };
}

function unreadable(id: string, lines: readonly string[]): MediaError {
  return new MediaError('failed', `ffmpeg gave no readable measurement of the sound (${id}).`, {
    stderrTail: lines.slice(-60).join('\n'),
  });
}
