import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { together } from '../lasting/together.ts';
import type { Loudness, LoudnessReport } from '../manifest.ts';
import type { AudioPlan, Plan } from '../plan.ts';
import type { Tools } from '../run.ts';
import { type Before, levelTrack } from './level-track.ts';
import { measureTracks } from './measure-loudness.ts';

const MAX_AT_ONCE = 4;
/** Of the whole work, where nothing has to be corrected. */
const MEASURE_SHARE = 0.15;

export interface SoundOptions {
  /** Absolute path of the recording. */
  input: string;
  /** Absolute; gets a folder for each planned track. */
  dir: string;
  plan: Pick<Plan, 'video' | 'audio' | 'segmentSeconds' | 'expectedDurationMs' | 'span'>;
  tools: Tools;
  /** From 0 to 1, and never back. */
  onProgress?: ((ratio: number) => void) | undefined;
}

/**
 * Makes every planned sound track at one loudness (EBU R128: measured, levelled, measured again as written):
 * `dir/<track id>/{index.m3u8,init.mp4,seg-%05d.m4s}`.
 * @returns what was done to each, by track id
 * @throws MediaError as `runFfmpeg`; a measurement that fails is told in the report and ends nothing
 */
export async function makeSound(o: SoundOptions): Promise<Map<string, LoudnessReport>> {
  const { plan } = o;
  const reports = new Map<string, LoudnessReport>();
  if (plan.audio.length === 0) return reports;
  await mkdir(o.dir, { recursive: true });
  const report = countUp(plan.audio.length, o.onProgress);
  const before = await measureAll({ ...o, onProgress: report.measured });
  const waiting = [...plan.audio];
  const work = async (signal: AbortSignal): Promise<void> => {
    const tools = { ...o.tools, signal };
    for (let track = waiting.shift(); track !== undefined; track = waiting.shift()) {
      const { id } = track;
      const onProgress = (ratio: number) => report.levelled(id, ratio);
      const known = before.get(id) ?? { failure: UNMEASURED };
      reports.set(id, await levelTrack({ ...o, tools, track, before: known, onProgress }));
      onProgress(1);
    }
  };
  const atOnce = Math.min(MAX_AT_ONCE, availableParallelism(), plan.audio.length);
  await together(
    o.tools.signal,
    Array.from({ length: atOnce }, () => work),
  );
  // In the order of the plan, not of ending.
  return new Map(plan.audio.flatMap(({ id }) => [...reports].filter(([made]) => made === id)));
}

const UNMEASURED = 'The loudness could not be measured.';

/** Measures all tracks in one decode; where that fails, each by itself, so that one bad track is the only one unmeasured. */
async function measureAll(
  o: Omit<SoundOptions, 'onProgress'> & { onProgress: (ratio: number) => void },
): Promise<Map<string, Before>> {
  const { audio, expectedDurationMs } = o.plan;
  const measure = async (tracks: readonly AudioPlan[]): Promise<Map<string, Before>> => {
    const measured = await measureTracks({
      ...o,
      tracks,
      onProgress: (outTimeMs) => {
        if (expectedDurationMs !== null) o.onProgress(Math.min(1, outTimeMs / expectedDurationMs));
      },
    });
    const withLength = (loudness: Loudness) => ({ loudness, lengthMs: measured.lengthMs });
    return new Map([...measured.loudness].map(([id, loudness]) => [id, withLength(loudness)]));
  };
  const orFailure = (tracks: readonly AudioPlan[]) =>
    measure(tracks).catch((error: unknown) => {
      if (o.tools.signal?.aborted) throw error;
      return new Map<string, Before>(tracks.map(({ id }) => [id, { failure: UNMEASURED }]));
    });
  const together = await orFailure(audio);
  if (audio.length === 1 || [...together.values()].every((one) => !('failure' in one))) return together;
  const alone = new Map<string, Before>();
  for (const track of audio) for (const [id, one] of await orFailure([track])) alone.set(id, one);
  return alone;
}

/** Adds up the progress of measuring and of every track. */
function countUp(tracks: number, onProgress: ((ratio: number) => void) | undefined) {
  const levelled = new Map<string, number>();
  let told = 0;
  const tell = (ratio: number) => {
    if (ratio <= told) return;
    told = Math.min(1, ratio);
    onProgress?.(told);
  };
  return {
    measured: (ratio: number) => tell(ratio * MEASURE_SHARE),
    levelled: (id: string, ratio: number) => {
      levelled.set(id, Math.max(ratio, levelled.get(id) ?? 0));
      const sum = [...levelled.values()].reduce((a, b) => a + b, 0);
      tell(MEASURE_SHARE + (sum / tracks) * (1 - MEASURE_SHARE));
    },
  };
}
