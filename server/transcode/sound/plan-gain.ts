import type { Loudness } from '../manifest.ts';
import type { SoundLevel } from './sound-filters.ts';

/** EBU R128's way of measuring, at the level that players on the web expect. */
export const TARGET_LUFS = -16;
/** The highest true peak that an encoded track may have. */
export const CEILING_DBTP = -1.5;
/** How far from the target a track may end. */
export const TOLERANCE_LU = 0.5;

const SILENT_LUFS = -50;
const SHORTEST_MS = 3000;
/** A source this near to the target stays as it is. */
const NEAR_LU = 0.3;
/** A round that comes so near is the last. */
const AIM_LU = 0.2;
/** AAC gives peaks a little above what it was given. */
const LINEAR_PEAK_DBTP = CEILING_DBTP - 0.4;
/** What a limiter is set to until the peaks behind it are known. */
export const FIRST_LIMIT_DB = CEILING_DBTP - 0.6;
/** The meter speaks in tenths, and two meters differ by one. */
const SAFE_PEAK_DBTP = CEILING_DBTP - 0.15;
const MAX_GAIN_DB = 40;
/** By how many LU a track answers to one dB, at the least; less would only make noise of it. */
const LEAST_ANSWER = 0.25;
/** alimiter takes no less than 0.0625. */
const LOWEST_LIMIT_DB = -24;

export type GainPlan =
  | { method: 'untouched'; note: string }
  | { method: 'linear' | 'limited'; level: SoundLevel };

/** What is to be done about a track that measures so: left alone, raised or lowered, or limited too. */
export function planGain(o: { measured: Loudness; lengthMs: number }): GainPlan {
  const { integratedLufs, truePeakDbtp } = o.measured;
  if (o.lengthMs < SHORTEST_MS) {
    return { method: 'untouched', note: 'Shorter than 3 seconds: the sound is left as loud as it is.' };
  }
  if (isSilent(o.measured)) {
    return { method: 'untouched', note: 'Silent (below -50 LUFS): the sound is left as it is.' };
  }
  const away = tenths(TARGET_LUFS - integratedLufs);
  if (Math.abs(away) <= NEAR_LU && truePeakDbtp <= CEILING_DBTP) {
    return { method: 'linear', level: { gainDb: 0, limitDb: null } };
  }
  const isLinear = truePeakDbtp + away <= LINEAR_PEAK_DBTP;
  return {
    method: isLinear ? 'linear' : 'limited',
    level: { gainDb: away, limitDb: isLinear ? null : FIRST_LIMIT_DB },
  };
}

/**
 * The gain that meets the target, between or beyond those that were tried, on the line through the two nearest.
 * @param tried at least two, by rising gain
 */
export function chooseGain(tried: ReadonlyArray<{ gainDb: number; lufs: number }>): number {
  const louder = tried.findIndex(({ lufs }) => lufs >= TARGET_LUFS);
  const at = Math.max(1, louder < 0 ? tried.length - 1 : louder);
  const [a, b] = tried.slice(at - 1, at + 1);
  if (a === undefined || b === undefined) throw new RangeError('two gains must be tried');
  const slope = Math.min(1, Math.max(LEAST_ANSWER, (b.lufs - a.lufs) / (b.gainDb - a.gainDb)));
  return Math.min(MAX_GAIN_DB, tenths(a.gainDb + (TARGET_LUFS - a.lufs) / slope));
}

/** True where there is nothing to hear. */
export function isSilent(measured: Loudness): boolean {
  return measured.integratedLufs < SILENT_LUFS;
}

/** One round: the level a track was encoded at, and how it measures then. */
export interface Round {
  level: SoundLevel;
  after: Loudness;
}

/** True where a round is as good as it gets; another could only waste time. */
export function isOnAim({ level, after }: Round): boolean {
  const aim = level.gainDb === 0 && level.limitDb === null ? NEAR_LU + 0.1 : AIM_LU;
  return hasSafePeak(after) && missedBy(after) <= aim + 1e-9;
}

/** True where a round holds what is promised: -16 LUFS +-0.5, and no peak above the ceiling. */
export function isWithinPromise({ after }: Round): boolean {
  return hasSafePeak(after) && missedBy(after) < TOLERANCE_LU;
}

/** The level of the next round, from those before (at least one). */
export function correctLevel(rounds: readonly Round[]): SoundLevel {
  const last = rounds.at(-1);
  if (last === undefined) throw new RangeError('no round to correct');
  const { level, after } = last;
  const over = after.truePeakDbtp - SAFE_PEAK_DBTP;
  const gainDb = tenths(level.gainDb + (TARGET_LUFS - after.integratedLufs) / answer(rounds));
  const lower =
    level.limitDb === null ? FIRST_LIMIT_DB : Math.max(LOWEST_LIMIT_DB, level.limitDb - over - 0.2);
  return { gainDb: Math.min(MAX_GAIN_DB, gainDb), limitDb: over > 1e-9 ? lower : level.limitDb };
}

/** The best of some rounds: a safe peak before all, then the nearest to the target. */
export function bestRound(rounds: readonly Round[]): Round | undefined {
  const cost = ({ after }: Round) => missedBy(after) + (hasSafePeak(after) ? 0 : 100 + after.truePeakDbtp);
  return rounds.toSorted((a, b) => cost(a) - cost(b))[0];
}

/** By how many LU a limited track answers to one dB of gain, from the last two rounds; 1 where nothing is limited. */
function answer(rounds: readonly Round[]): number {
  const [before, last] = rounds.slice(-2);
  if (before === undefined || last === undefined) return 1;
  const gained = last.level.gainDb - before.level.gainDb;
  if (last.level.limitDb === null || Math.abs(gained) < 0.3) return 1;
  const louder = last.after.integratedLufs - before.after.integratedLufs;
  return Math.min(1, Math.max(LEAST_ANSWER, louder / gained));
}

function hasSafePeak(after: Loudness): boolean {
  return after.truePeakDbtp <= SAFE_PEAK_DBTP + 1e-9;
}

function missedBy(after: Loudness): number {
  return Math.abs(TARGET_LUFS - after.integratedLufs);
}

function tenths(db: number): number {
  return Math.round(db * 10) / 10;
}
