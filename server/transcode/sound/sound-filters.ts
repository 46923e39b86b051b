import type { AudioPlan } from '../plan.ts';
import { seconds } from '../span.ts';

/** What of a track its filters need to know. */
type Heard = Pick<AudioPlan, 'channels' | 'lengthMs'>;

/** What is done to the loudness of a track; as it is where `gainDb` is 0 and no limit is set. */
export interface SoundLevel {
  gainDb: number;
  /** No sample may pass it, dBFS; null where the gain alone is enough. */
  limitDb: number | null;
}

export const UNCHANGED: SoundLevel = { gainDb: 0, limitDb: null };

const OUTPUT_RATE = 48_000;
/** Four times the rate, so that the limiter sees the peaks between samples (ITU-R BS.1770-4 annex 2). */
const LIMITER_RATE = 4 * OUTPUT_RATE;
/** The limiter looks so far ahead and answers as much later. */
const ATTACK_SECONDS = 0.005;

/**
 * The filters that make of a source's sound what a listener hears: mixed to the planned channels at 48 kHz.
 * Gaps are filled and a late start is padded, so that sound stays in step with the picture.
 * Of a part of a recording nothing before or behind it is heard.
 */
export function heardFilters(track: Heard): string {
  const part = track.lengthMs === null ? '' : `atrim=start=0:end=${seconds(track.lengthMs)},`;
  return `${part}aresample=${OUTPUT_RATE}:async=1:first_pts=0,${outputFormat(track)}`;
}

/** `heardFilters` and a level, as one chain. */
export function levelledFilters(track: Heard, level: SoundLevel): string {
  const chain = [heardFilters(track)];
  if (level.gainDb !== 0) chain.push(`volume=${level.gainDb.toFixed(2)}dB`);
  if (level.limitDb !== null) chain.push(limiter(level.limitDb), outputFormat(track));
  return chain.join(',');
}

/** The same level for a meter alone: a limiter that takes no care of the peaks between samples. */
export function roughLimiter(level: { gainDb: number; limitDb: number }): string {
  return `volume=${level.gainDb.toFixed(2)}dB,${alimiter(level.limitDb)}`;
}

/** A limiter at four times the rate, without its delay (its own `latency` option is not in every ffmpeg). */
function limiter(limitDb: number): string {
  return [
    `apad=pad_dur=${ATTACK_SECONDS}`,
    `aresample=${LIMITER_RATE}`,
    alimiter(limitDb),
    `atrim=start=${ATTACK_SECONDS}`,
    'asetpts=PTS-STARTPTS',
    `aresample=${OUTPUT_RATE}`,
  ].join(',');
}

function alimiter(limitDb: number): string {
  const limit = (10 ** (limitDb / 20)).toFixed(5);
  return `alimiter=limit=${limit}:level=false:attack=${ATTACK_SECONDS * 1000}:release=50`;
}

function outputFormat(track: Pick<AudioPlan, 'channels'>): string {
  const layout = track.channels === 1 ? 'mono' : 'stereo';
  return `aformat=sample_fmts=fltp:sample_rates=${OUTPUT_RATE}:channel_layouts=${layout}`;
}
