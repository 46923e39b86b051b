import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { together } from '../lasting/together.ts';
import type { VersionManifest } from '../manifest.ts';
import { MediaError } from '../media-error.ts';
import type { AudioPlan } from '../plan.ts';
import type { VideoStream } from '../probe.ts';
import { readTrack } from '../tracks.ts';
import { copy } from './copy.ts';
import { describeCopied } from './describe-copied.ts';
import { encodeSounds } from './encode-sounds.ts';
import type { FirstContext } from './first-context.ts';
import { makeFirstPoster } from './poster-first.ts';

const LOOK_EVERY_MS = 50;

/** Why a copy that was made may not be shown; what it left in the folder is removed. */
export interface Refusal {
  reason: string;
}

/**
 * Makes a first version with the source's own picture. Sound that browsers play is copied with it; other sound is
 * encoded at the same time and may still grow when the version is playable.
 * @param o.copied sound tracks that may be copied, as far as the container tells
 */
export async function makeCopied(
  o: FirstContext & { video: VideoStream; copied: readonly AudioPlan[] },
): Promise<VersionManifest | Refusal> {
  const attempt = await tryCopy(o, o.copied);
  if (!('faultySound' in attempt)) return attempt;
  o.tools.onNote?.(`The sound is encoded: ${attempt.reason}`);
  // What its samples show of one track is likely to be so of all.
  const again = await tryCopy(o, []);
  return 'faultySound' in again ? { reason: again.reason } : again;
}

type Attempt = VersionManifest | Refusal | (Refusal & { faultySound: string });

async function tryCopy(
  o: FirstContext & { video: VideoStream },
  copied: readonly AudioPlan[],
): Promise<Attempt> {
  const { plan, dir, tools, video } = o;
  const encoded = plan.audio.filter((track) => !copied.includes(track));
  const folder = `${Math.min(video.width, video.height)}p`;
  const ended = new AbortController();
  const refused = new AbortController();
  const refuse = (attempt: Refusal | (Refusal & { faultySound: string })): Attempt => {
    refused.abort();
    return attempt;
  };
  const sounding = async (signal: AbortSignal) => {
    if (encoded.length === 0) return;
    const stop = AbortSignal.any([signal, refused.signal]);
    await encodeSounds({
      ...{ input: o.input, dir, plan, tracks: encoded, tools: { ...tools, signal: stop } },
      onProgress: ({ outTimeMs, speed }) =>
        o.onProgress('encode', share(outTimeMs, plan.expectedDurationMs), speed),
    })
      .catch((error: unknown) => {
        if (!refused.signal.aborted || signal.aborted) throw error;
      })
      .finally(() => ended.abort());
  };
  const picturing = async (signal: AbortSignal): Promise<Attempt> => {
    const picture = { streamIndex: video.index, folder };
    const other = encoded[0] ?? null;
    const { fault, durationSeconds } = await copy({
      ...{ input: o.input, dir, picture, other, sounds: copied, tools: { ...tools, signal } },
      onProgress: ({ outTimeMs, speed }) =>
        o.onProgress('copy', share(outTimeMs, plan.expectedDurationMs), speed),
    });
    if (fault !== null) {
      const { sound, reason } = fault;
      return refuse(sound === null ? { reason } : { reason, faultySound: sound });
    }
    await waitForSounds({ dir, tracks: encoded, ended: ended.signal });
    throwIfAborted(signal);
    const made = await readTrack(dir, folder);
    if (made === null) return refuse({ reason: 'Nothing of its picture could be copied.' });
    const describe = (whole: readonly AudioPlan[]) =>
      describeCopied({
        dir,
        plan,
        video,
        durationSeconds,
        picture: made,
        whole: new Set(whole.map((t) => t.id)),
      });
    const manifest = await describe(copied);
    await o.onPlayable(manifest);
    const size = { width: video.width, height: video.height };
    const poster = await makeFirstPoster({ ...o, picture: { made, ...size }, tools: { ...tools, signal } });
    if (poster !== null) await o.onDescribed({ ...manifest, poster });
    if (encoded.length > 0) await whenAborted(ended.signal);
    throwIfAborted(signal);
    return { ...(encoded.length > 0 ? await describe(plan.audio) : manifest), poster };
  };
  const [, attempt] = await together<readonly [undefined, Attempt]>(tools.signal, [
    async (signal) => {
      await sounding(signal);
      return undefined;
    },
    picturing,
  ]);
  if ('reason' in attempt) {
    for (const name of [folder, ...plan.audio.map((t) => t.id)]) {
      await rm(join(dir, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
  return attempt;
}

/** Waits until every track has its first whole segment, or the encoder ended. */
async function waitForSounds(o: {
  dir: string;
  tracks: readonly AudioPlan[];
  ended: AbortSignal;
}): Promise<void> {
  while (o.tracks.length > 0 && !o.ended.aborted) {
    const made = await Promise.all(o.tracks.map((track) => readTrack(o.dir, track.id)));
    if (made.every((track) => track !== null)) return;
    await sleep(LOOK_EVERY_MS, undefined, { signal: o.ended }).catch(() => undefined);
  }
}

async function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new MediaError('aborted', 'The work was cancelled.');
}

function share(doneMs: number, expectedMs: number | null): number {
  return expectedMs === null ? 0 : Math.min(1, doneMs / expectedMs);
}
