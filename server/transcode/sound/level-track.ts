import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { audioOutput } from '../encode-args.ts';
import type { Loudness, LoudnessReport } from '../manifest.ts';
import type { AudioPlan, Plan } from '../plan.ts';
import { runFfmpeg, type Tools } from '../run.ts';
import { plannedInput } from '../span.ts';
import { measureWritten } from './measure-loudness.ts';
import { bestRound, correctLevel, isOnAim, isWithinPromise, planGain, type Round } from './plan-gain.ts';
import { readAlong } from './read-along.ts';
import { type SoundLevel, UNCHANGED } from './sound-filters.ts';
import { tryGains } from './try-gains.ts';

const MAX_ROUNDS = 3;
/** Of one round's work; the rest is measuring what was written. */
const ENCODE_SHARE = 0.8;

export interface LevelOptions {
  input: string;
  /** Absolute; the track comes to lie in `dir/<track id>`. */
  dir: string;
  plan: Pick<Plan, 'video' | 'audio' | 'segmentSeconds' | 'expectedDurationMs' | 'span'>;
  track: AudioPlan;
  tools: Tools;
  /** From 0 to 1, of the first round; those that correct it are not counted. */
  onProgress: (ratio: number) => void;
}

/** How a track measures before anything is done, or why that could not be found out. */
export type Before = { loudness: Loudness; lengthMs: number } | { failure: string };

/**
 * Encodes one sound track at the loudness of all: planned from the measurement (and from trials, where it is limited), measured again as it was written,
 * and corrected in up to three rounds, of which the best is kept.
 * @throws MediaError as `runFfmpeg`, of the encoding; a measurement that fails is told in the report
 */
export async function levelTrack(o: LevelOptions & { before: Before }): Promise<LoudnessReport> {
  const { before } = o;
  if ('failure' in before) {
    await encodeAt(o, UNCHANGED, '');
    return {
      method: 'failed',
      note: `${before.failure} ${LEFT_ALONE}`,
      gainDb: 0,
      before: null,
      after: null,
    };
  }
  const planned = planGain({ measured: before.loudness, lengthMs: before.lengthMs });
  if (planned.method === 'untouched') {
    await encodeAt(o, UNCHANGED, '');
    return { ...planned, gainDb: 0, before: before.loudness, after: null };
  }
  const level = await findLevel(o, planned.level);
  return encodeInRounds({ ...o, before: before.loudness, level });
}

const LEFT_ALONE = 'The sound is left as loud as it is.';

/** A gain alone is known from the measurement; what a limiter takes back is not. */
async function findLevel(o: LevelOptions, planned: SoundLevel): Promise<SoundLevel> {
  const { limitDb } = planned;
  if (limitDb === null) return planned;
  return (await tryGains({ ...o, level: { ...planned, limitDb } }).catch(giveUp(o.tools))) ?? planned;
}

async function encodeInRounds(
  o: LevelOptions & { before: Loudness; level: SoundLevel },
): Promise<LoudnessReport> {
  const rounds: Round[] = [];
  const folderOf = (round: Round) => `${o.track.id}.round-${rounds.indexOf(round) + 1}`;
  try {
    let { level } = o;
    while (rounds.length < MAX_ROUNDS) {
      const folder = `${o.track.id}.round-${rounds.length + 1}`;
      await encodeAt(o, level, folder);
      const after = await measureWritten({ ...o, dir: join(o.dir, folder), id: o.track.id }).catch(
        giveUp(o.tools),
      );
      if (after === null) {
        await keep(o, folder);
        return { ...reportOf(o.before, level), method: 'failed', note: UNCHECKED };
      }
      const round = { level, after };
      rounds.push(round);
      o.onProgress(1);
      if (isOnAim(round)) break;
      level = correctLevel(rounds);
    }
    const best = bestRound(rounds);
    if (best === undefined) throw new RangeError('no round was made');
    await keep(o, folderOf(best));
    return { ...reportOf(o.before, best.level), note: noteOf(best), after: best.after };
  } finally {
    for (let n = 1; n <= MAX_ROUNDS; n++) {
      await rm(join(o.dir, `${o.track.id}.round-${n}`), { recursive: true, force: true });
    }
  }
}

const UNCHECKED = 'The loudness of the encoded sound could not be measured.';

function reportOf(before: Loudness, level: SoundLevel): LoudnessReport {
  const method = level.limitDb === null ? 'linear' : 'limited';
  return { method, note: null, gainDb: level.gainDb, before, after: null };
}

function noteOf(best: Round): string | null {
  if (isWithinPromise(best)) return null;
  const { integratedLufs, truePeakDbtp } = best.after;
  return `After ${MAX_ROUNDS} rounds the sound is at ${integratedLufs} LUFS with a true peak of ${truePeakDbtp} dBTP.`;
}

/** A failed measurement gives null; being cancelled goes on as it came. */
function giveUp(tools: Tools): (error: unknown) => null {
  return (error) => {
    if (tools.signal?.aborted) throw error;
    return null;
  };
}

/** Encodes the track into `dir/<folder>/<track id>`. */
async function encodeAt(o: LevelOptions, level: SoundLevel, folder: string): Promise<void> {
  const dir = join(o.dir, folder);
  await mkdir(join(dir, o.track.id), { recursive: true });
  const wholeMs = o.plan.expectedDurationMs;
  await runFfmpeg({
    inputs: [plannedInput(o.input, o.plan)],
    outputs: [
      audioOutput(o.track, { dir, plan: o.plan, level, kind: 'vod' }),
      ...readAlong({ ...o, dir, tracks: [o.track] }),
    ],
    cwd: dir,
    purpose: 'encoding the sound',
    tools: o.tools,
    onProgress: ({ outTimeMs }) => {
      if (wholeMs !== null) o.onProgress(Math.min(1, outTimeMs / wholeMs) * ENCODE_SHARE);
    },
  });
}

async function keep(o: LevelOptions, folder: string): Promise<void> {
  await rm(join(o.dir, o.track.id), { recursive: true, force: true });
  await rename(join(o.dir, folder, o.track.id), join(o.dir, o.track.id));
}
