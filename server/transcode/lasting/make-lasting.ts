import { mkdir, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { readCapabilities } from '../capabilities.ts';
import { buildingDir } from '../durable.ts';
import { watchFreeSpace } from '../free-space.ts';
import type { LoudnessReport, VersionManifest } from '../manifest.ts';
import { MediaError } from '../media-error.ts';
import { nameFile } from '../name-file.ts';
import { keepDecodable, type Plan, planRun } from '../plan.ts';
import { readMadeTracks } from '../playable.ts';
import { probe } from '../probe.ts';
import { refuseFull } from '../refuse-full.ts';
import { limitTime, runFfmpeg, type Tools } from '../run.ts';
import { makeSound } from '../sound/make-sound.ts';
import { withinSpan } from '../span.ts';
import type { StageOptions } from '../stage.ts';
import { buildLastingRun } from './lasting-run.ts';
import { packageVersion } from './package-version.ts';
import { createRunProgress, type RunProgress } from './progress.ts';
import { type FirstVersion, planReuse, type Reuse } from './reuse.ts';
import { prepareStoryboard } from './storyboard.ts';
import { together } from './together.ts';

/** How far it steps back: what is urgent, and serving, goes before. */
const NICE = 15;

export interface LastingOptions extends StageOptions {
  /** A first version that ended; what of it is good goes on in the lasting one. */
  first: FirstVersion | null;
  /** Absolute; gets the whole version, at once and complete. Must be new or empty. */
  wholeDir: string;
}

/**
 * Makes the version of a recording that lasts: all renditions and what belongs to the picture by one decode, sound
 * beside it, everything packaged. A run that fails or is aborted leaves no folder behind; the first version is only
 * read.
 * @throws MediaError always, whatever went wrong
 */
export async function makeLasting(o: LastingOptions): Promise<VersionManifest> {
  const wholeDir = resolve(o.wholeDir);
  const building = buildingDir(wholeDir);
  await refuseFull(wholeDir);
  try {
    await rm(building, { recursive: true, force: true });
    await mkdir(building, { recursive: true });
    return await run({ ...o, wholeDir }, building);
  } catch (error) {
    for (const dir of [building, wholeDir]) {
      await rm(dir, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    }
    throw nameFile(error, o.input);
  }
}

async function run(o: LastingOptions, dir: string): Promise<VersionManifest> {
  const step = (name: string) => {
    o.onStep?.(name);
    if (o.signal?.aborted) throw new MediaError('aborted', 'The work was cancelled.');
  };
  step('lasting started');
  const progress = createRunProgress({ parts: ['picture', 'sound'], report: (p) => o.onProgress?.(p) });
  progress.begin('probe');
  const found = await probe(o);
  const part = withinSpan(found, o.span ?? null);
  o.onProbed?.(part);
  const { canToneMap, decodable } = await readCapabilities(o.ffmpegPath);
  const plan = planRun(keepDecodable(found, decodable), o.span);
  const tools = limitTime(
    { ffmpegPath: o.ffmpegPath, signal: o.signal, stallMs: o.stallMs, nice: NICE, onNote: o.onNote },
    part.durationMs,
  );
  const reuse = await planReuse({ input: o.input, first: o.first, plan, tools });
  step('lasting planned');
  const { input, wholeDir } = o;
  const loudness = await encodeAll({ input, dir, plan, reuse, canToneMap, tools, progress });
  step('lasting encoded');
  const tracks = await readMadeTracks({ dir, plan, rungs: reuse.rungs });
  if (tracks.video.length + tracks.audio.length === 0 && reuse.kept === null) {
    throw new MediaError('not_media', 'Neither picture nor sound of the file could be decoded.');
  }
  progress.pack(0);
  const manifest = await packageVersion({
    ...{ tools, input, dir, wholeDir, plan, tracks, kept: reuse.kept, loudness },
    onProgress: progress.pack,
    onStep: step,
  });
  progress.end();
  return manifest;
}

interface EncodeAll {
  input: string;
  dir: string;
  plan: Plan;
  reuse: Reuse;
  canToneMap: boolean;
  tools: Tools;
  progress: RunProgress;
}

/** Picture and sound at the same time, so that no core waits; a full disk ends both. */
async function encodeAll(o: EncodeAll): Promise<Map<string, LoudnessReport>> {
  const full = new AbortController();
  const unwatch = watchFreeSpace(o.dir, () => full.abort());
  const signals = [full.signal, ...(o.tools.signal === undefined ? [] : [o.tools.signal])];
  o.progress.beginParts();
  try {
    const [, loudness] = await together<[undefined, Map<string, LoudnessReport>]>(AbortSignal.any(signals), [
      (signal) => encodePicture({ ...o, tools: { ...o.tools, signal } }),
      (signal) =>
        makeSound({
          ...o,
          tools: { ...o.tools, signal },
          onProgress: (share) => o.progress.advance('sound', share),
        }).finally(() => o.progress.advance('sound', 1)),
    ]);
    return loudness;
  } catch (error) {
    if (!full.signal.aborted) throw error;
    throw new MediaError('disk_full', 'The disk is full (while encoding).', { cause: error });
  } finally {
    unwatch();
  }
}

async function encodePicture(o: EncodeAll): Promise<undefined> {
  const { rungs, cutAtSeconds } = o.reuse;
  const made = buildLastingRun({ ...o, rungs, cutAtSeconds });
  if (made === null) {
    o.progress.advance('picture', 1);
    return;
  }
  for (const { target } of made.outputs) await mkdir(dirname(resolve(o.dir, target)), { recursive: true });
  await prepareStoryboard(o.dir);
  const { expectedDurationMs } = o.plan;
  await runFfmpeg({
    ...made,
    purpose: 'encoding',
    tools: o.tools,
    onProgress: ({ outTimeMs, speed }) => {
      const share = expectedDurationMs === null ? 0 : outTimeMs / expectedDurationMs;
      o.progress.advance('picture', share, speed);
    },
  });
  o.progress.advance('picture', 1);
}
