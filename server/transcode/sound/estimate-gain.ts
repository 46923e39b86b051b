import { dirname } from 'node:path';
import { sourceInput } from '../input-options.ts';
import type { AudioPlan } from '../plan.ts';
import type { Tools } from '../run.ts';
import { seconds } from '../span.ts';
import { meter, meterFilter, readLoudness } from './measure-loudness.ts';
import { FIRST_LIMIT_DB, isSilent, TARGET_LUFS } from './plan-gain.ts';
import { heardFilters, type SoundLevel, UNCHANGED } from './sound-filters.ts';

const SAMPLE_MS = 2000;
const PLACES = [0.2, 0.5, 0.8];
/** A recording shorter than this is listened to from its beginning instead. */
const SHORT_MS = 20_000;
const MAX_GAIN_DB = 12;
const PATIENCE_MS = 3000;

/**
 * Guesses from a few short samples what brings a track to -16 LUFS, for a version that cannot wait for a measurement.
 * @returns -12 to 12 dB; 0 where it cannot tell, which is no error
 */
export async function estimateGainDb(o: {
  input: string;
  track: AudioPlan;
  /** Of the recording, or of the part of it that is asked for. */
  durationMs: number | null;
  /** Where that part begins. */
  startMs: number;
  tools: Tools;
}): Promise<number> {
  const { durationMs, track } = o;
  const isShort = durationMs === null || durationMs < SHORT_MS;
  const starts = (isShort ? [0] : PLACES.map((place) => place * durationMs)).map((ms) => o.startMs + ms);
  const heard = starts.map(
    (_, i) => `[${i}:${track.streamIndex}]${heardFilters({ ...track, lengthMs: null })}[s${i}]`,
  );
  const joined = `${starts.map((_, i) => `[s${i}]`).join('')}concat=n=${starts.length}:v=0:a=1`;
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const signal = o.tools.signal === undefined ? patience : AbortSignal.any([patience, o.tools.signal]);
  try {
    const log = await meter({
      inputs: starts.map((start) => {
        const wanted = (starts.length === 1 ? PLACES.length : 1) * SAMPLE_MS;
        const lengthMs = Math.min(wanted, durationMs ?? wanted);
        return sourceInput(o.input, ['-ss', seconds(start), '-t', seconds(lengthMs)]);
      }),
      outputs: [
        {
          options: [
            ...['-filter_complex', `${[...heard, joined].join(';')},${meterFilter('samples')}[out]`],
            ...['-map', '[out]', '-f', 'null'],
          ],
          target: '-',
        },
      ],
      cwd: dirname(o.input),
      tools: { ...o.tools, signal },
    });
    const measured = readLoudness(log, 'samples');
    if (isSilent(measured)) return 0;
    return Math.max(-MAX_GAIN_DB, Math.min(MAX_GAIN_DB, TARGET_LUFS - measured.integratedLufs));
  } catch {
    return 0;
  }
}

/** The level for a version that grows: the gain, and a limiter for what it did not foresee. */
export function growingLevel(gainDb: number): SoundLevel {
  return gainDb === 0 ? UNCHANGED : { gainDb, limitDb: FIRST_LIMIT_DB };
}
