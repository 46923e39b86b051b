import { mkdir, readdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readCapabilities } from './capabilities.ts';
import { buildingDir } from './durable.ts';
import { encode } from './encode.ts';
import { quoteName } from './ffprobe.ts';
import type { VersionManifest } from './manifest.ts';
import { MediaError, toMediaError } from './media-error.ts';
import { makePoster, packageVersion } from './package.ts';
import { keepDecodable, type Plan, planRun } from './plan.ts';
import { describeGrowing, type MadeTracks, readMadeTracks } from './playable.ts';
import { probe } from './probe.ts';
import type { Tools } from './run.ts';
import type { EngineProgress, StageOptions } from './stage.ts';

export interface TranscodeOptions extends StageOptions {
  /** Absolute; gets the version that can be watched while it grows, in place of what lay there; stays after success. */
  growingDir: string;
  /** Absolute; gets the whole version, at once and complete. Must be new or empty. */
  wholeDir: string;
  /** Called once; the growing version can be watched from its beginning. A failure of it ends the run. */
  onPlayable?: (manifest: VersionManifest) => void | Promise<void>;
}

const ENCODE_FROM = 0.01;
const PACKAGE_FROM = 0.95;

/**
 * Makes a version of a recording: watchable while it grows, then whole. The files it reads and writes are its only
 * effects; a run that fails or is aborted leaves neither folder behind.
 * @throws MediaError always, whatever went wrong
 */
export async function transcode(o: TranscodeOptions): Promise<VersionManifest> {
  const dirs = { growingDir: resolve(o.growingDir), wholeDir: resolve(o.wholeDir) };
  try {
    await refuseFull(dirs.wholeDir);
  } catch (error) {
    throw toMediaError(error);
  }
  try {
    return await run({ ...o, ...dirs });
  } catch (error) {
    await removeDirs(dirs);
    throw explain(error, o);
  }
}

async function run(o: TranscodeOptions): Promise<VersionManifest> {
  const step = (name: string) => {
    o.onStep?.(name);
    if (o.signal?.aborted) throw new MediaError('aborted', 'The work was cancelled.');
  };
  const tools: Tools = { ffmpegPath: o.ffmpegPath, signal: o.signal, stallMs: o.stallMs };
  const report = (progress: EngineProgress) => o.onProgress?.(progress);
  await rm(o.growingDir, { recursive: true, force: true });
  await rm(buildingDir(o.wholeDir), { recursive: true, force: true });
  await mkdir(o.growingDir, { recursive: true });
  step('started');
  report({ step: 'probe', ratio: 0, speed: null, remainingMs: null });
  const found = await probe(o);
  o.onProbed?.(found);
  step('probed');
  const { canToneMap, decodable } = await readCapabilities(o.ffmpegPath);
  const plan = planRun(keepDecodable(found, decodable));
  step('planned');
  const rungs = plan.video?.rungs.map((_, i) => i) ?? [];
  await encode({
    input: o.input,
    rungs,
    tools,
    dir: o.growingDir,
    plan,
    canToneMap,
    onProgress: ({ outTimeMs, speed }) => {
      const done = plan.expectedDurationMs === null ? 0 : Math.min(1, outTimeMs / plan.expectedDurationMs);
      report({
        step: 'encode',
        ratio: ENCODE_FROM + done * (PACKAGE_FROM - ENCODE_FROM),
        speed,
        remainingMs: null,
      });
    },
    onFirstSegments: async (tracks) => {
      await o.onPlayable?.(
        await describePlayable({ input: o.input, dir: o.growingDir, tools, plan, tracks }),
      );
      step('playable');
    },
  });
  step('encoded');
  report({ step: 'package', ratio: PACKAGE_FROM, speed: null, remainingMs: null });
  const { input, growingDir, wholeDir } = o;
  const tracks = await readMadeTracks({ dir: o.growingDir, plan, rungs });
  const manifest = await packageVersion({ input, growingDir, wholeDir, tools, plan, tracks, onStep: step });
  report({ step: 'package', ratio: 1, speed: null, remainingMs: null });
  return manifest;
}

async function describePlayable(o: {
  input: string;
  dir: string;
  tools: Tools;
  plan: Plan;
  tracks: MadeTracks;
}): Promise<VersionManifest> {
  // A first segment may have no good still; the whole version makes its own.
  const poster = await makePoster({ ...o, from: o.dir }).catch(() => null);
  return describeGrowing({ ...o, poster });
}

/** Refuses to build a version where something lies already. */
async function refuseFull(wholeDir: string): Promise<void> {
  const names = await readdir(wholeDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0) throw new MediaError('failed', `The folder ${wholeDir} is not empty.`);
}

async function removeDirs(o: { growingDir: string; wholeDir: string }): Promise<void> {
  for (const dir of [o.growingDir, buildingDir(o.wholeDir), o.wholeDir]) {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/** Adds the file's name where the sentence does not say which file it is about. */
function explain(error: unknown, o: TranscodeOptions): MediaError {
  const known = toMediaError(error);
  const name = quoteName(o.input);
  if (known.message.includes(name) || known.code === 'disk_full' || known.code === 'aborted') return known;
  const { code, argv, exitCode, signal, stderrTail } = known;
  return new MediaError(code, `${name}: ${known.message}`, {
    argv,
    exitCode,
    signal,
    stderrTail,
    cause: known,
  });
}
