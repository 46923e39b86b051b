import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readCapabilities } from '../capabilities.ts';
import type { VersionManifest } from '../manifest.ts';
import { MediaError } from '../media-error.ts';
import { nameFile } from '../name-file.ts';
import { keepDecodable, type Plan, planRun } from '../plan.ts';
import { type Probe, probe } from '../probe.ts';
import { limitTime, type Tools } from '../run.ts';
import { type Span, withinSpan } from '../span.ts';
import type { StageOptions } from '../stage.ts';
import { isSoundCopied, type SourceFacts, whyNotCopied } from './copyable.ts';
import { readTrackTimes } from './edit-list.ts';
import type { FirstContext } from './first-context.ts';
import { createProgress } from './first-progress.ts';
import { makeCopied } from './make-copied.ts';
import { makeCopiedSound } from './make-copied-sound.ts';
import { makeEncoded } from './make-encoded.ts';

export interface FirstOptions extends StageOptions {
  /** Absolute; gets the version, in place of what lay there. */
  dir: string;
  /** Called once; the version can be watched from its beginning. A failure of it ends the run. */
  onPlayable?: ((manifest: VersionManifest) => void | Promise<void>) | undefined;
  /** Called where poster, length or bit rates became known after that. */
  onDescribed?: ((manifest: VersionManifest) => void | Promise<void>) | undefined;
}

/** Before everything that people do not wait for, after what serves them. */
const NICE = 5;

/**
 * Makes a recording watchable in seconds. A picture that plays right as it is is put into segments without encoding;
 * of any other, one rung is encoded as a version that grows. All playlists are ended when this returns.
 * A run that fails or is aborted leaves nothing behind.
 * @throws MediaError always, whatever went wrong
 */
export async function makeFirst(o: FirstOptions): Promise<VersionManifest> {
  const dir = resolve(o.dir);
  try {
    return await run({ ...o, dir });
  } catch (error) {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    throw nameFile(error, o.input);
  }
}

async function run(o: FirstOptions): Promise<VersionManifest> {
  const step = (name: string) => {
    o.onStep?.(name);
    if (o.signal?.aborted) throw new MediaError('aborted', 'The work was cancelled.');
  };
  await rm(o.dir, { recursive: true, force: true });
  await mkdir(o.dir, { recursive: true });
  step('started');
  const progress = createProgress(o.onProgress);
  progress('probe', 0, null);
  const found = await probe(o);
  const part = withinSpan(found, o.span ?? null);
  o.onProbed?.(part);
  step('probed');
  const unlimited: Tools = {
    ffmpegPath: o.ffmpegPath,
    signal: o.signal,
    stallMs: o.stallMs,
    nice: NICE,
    onNote: o.onNote,
  };
  const context = {
    ...{ input: o.input, dir: o.dir, found, span: o.span ?? null },
    tools: limitTime(unlimited, part.durationMs),
    onProgress: progress,
    onPlayable: async (manifest: VersionManifest) => {
      await o.onPlayable?.(manifest);
      step('playable');
    },
    onDescribed: async (manifest: VersionManifest) => {
      await o.onDescribed?.(manifest);
    },
  };
  const manifest = (await tryCopy({ ...context, step })) ?? (await encodeInstead({ ...context, step }));
  step('ended');
  progress('ended', 1, null);
  return manifest;
}

type Start = Omit<FirstContext, 'plan'> & { span: Span | null; step: (name: string) => void };

/** Null where the source cannot be shown as it is. */
async function tryCopy(o: Start): Promise<VersionManifest | null> {
  if (o.span !== null) {
    o.tools.onNote?.(
      'A part of the recording is made: it is encoded, because a copy begins at key frames only.',
    );
    return null;
  }
  const facts: SourceFacts = { ...o.found, times: await readTimes(o.input, o.found) };
  const { video } = o.found;
  if (video === null) return tryCopySound(o, facts);
  const reason = whyNotCopied(facts);
  if (reason !== null) {
    o.tools.onNote?.(`The picture is encoded: ${reason}`);
    return null;
  }
  const copied = new Set(o.found.audio.filter((s) => isSoundCopied(s, facts.times)).map((s) => s.index));
  const needsEncoder = copied.size < o.found.audio.length;
  const plan = needsEncoder ? (await planDecodable(o)).plan : planRun(o.found);
  o.step('planned');
  const made = await makeCopied({
    ...{ ...o, plan, video },
    copied: plan.audio.filter((track) => copied.has(track.streamIndex)),
  });
  if (!('reason' in made)) return made;
  o.tools.onNote?.(`The copy is given up and the picture encoded: ${made.reason}`);
  o.step('refused');
  return null;
}

/** Of sound alone, all tracks are copied or none. */
async function tryCopySound(o: Start, facts: SourceFacts): Promise<VersionManifest | null> {
  if (!facts.audio.every((stream) => isSoundCopied(stream, facts.times))) {
    o.tools.onNote?.('The sound is encoded: it is not stereo AAC-LC throughout.');
    return null;
  }
  o.step('planned');
  const made = await makeCopiedSound({ ...o, plan: planRun(o.found) });
  if (!('reason' in made)) return made;
  o.tools.onNote?.(`The copy is given up and the sound encoded: ${made.reason}`);
  o.step('refused');
  return null;
}

async function encodeInstead(o: Start): Promise<VersionManifest> {
  const { plan, canToneMap } = await planDecodable(o);
  o.step('planned');
  return makeEncoded({ ...o, plan, canToneMap });
}

async function planDecodable(o: Start): Promise<{ plan: Plan; canToneMap: boolean }> {
  const { canToneMap, decodable } = await readCapabilities(o.tools.ffmpegPath);
  return { plan: planRun(keepDecodable(o.found, decodable), o.span), canToneMap };
}

/** Only MP4 and MOV have edit lists that are read here; others show what they hold. */
async function readTimes(input: string, found: Probe): Promise<SourceFacts['times']> {
  const isCopiable = found.video === null || found.video.codec === 'h264';
  if (!isCopiable || !found.container.split(',').includes('mp4')) return null;
  return (await readTrackTimes(input)) ?? 'unreadable';
}
