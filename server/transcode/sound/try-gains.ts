import type { AudioPlan, Plan } from '../plan.ts';
import type { Tools } from '../run.ts';
import { plannedInput } from '../span.ts';
import { meter, readLoudness } from './measure-loudness.ts';
import { chooseGain } from './plan-gain.ts';
import { nowhere, readAlong } from './read-along.ts';
import { heardFilters, roughLimiter, type SoundLevel } from './sound-filters.ts';

/** What a limiter may cost in loudness, in dB: little of most speech, much of a film. */
const EXTRA_DB = [0, 2, 5];

/**
 * Finds the gain that brings a limited track to the target: the limiter takes back a part of every gain, so several
 * are tried in one decode, without encoding and without looking at the peaks between samples.
 * @throws MediaError as `runFfmpeg`; `failed` where a measurement cannot be read
 */
export async function tryGains(o: {
  input: string;
  dir: string;
  plan: Pick<Plan, 'video' | 'audio' | 'span'>;
  track: AudioPlan;
  level: SoundLevel & { limitDb: number };
  tools: Tools;
}): Promise<SoundLevel> {
  const { track, level } = o;
  const tries = EXTRA_DB.map((extra, i) => ({ id: `try-${i}`, gainDb: level.gainDb + extra }));
  const pads = tries.map(({ id }) => `[${id}-in]`).join('');
  const graph = [
    `[0:${track.streamIndex}]${heardFilters(track)},asplit=${tries.length}${pads}`,
    ...tries.map(
      ({ id, gainDb }) =>
        `[${id}-in]${roughLimiter({ gainDb, limitDb: level.limitDb })},ebur128@${id}=peak=sample:framelog=verbose[${id}]`,
    ),
  ].join(';');
  const log = await meter({
    inputs: [plannedInput(o.input, o.plan)],
    outputs: [
      ...tries.map(({ id }, i) => ({
        options: [...(i === 0 ? ['-filter_complex', graph] : []), '-map', `[${id}]`, '-f', 'null'],
        target: nowhere(o.dir),
      })),
      ...readAlong({ ...o, tracks: [track] }),
    ],
    cwd: o.dir,
    tools: o.tools,
  });
  const heard = tries.map(({ id, gainDb }) => ({ gainDb, lufs: readLoudness(log, id).integratedLufs }));
  return { ...level, gainDb: chooseGain(heard) };
}
