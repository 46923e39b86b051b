import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { audioOutput } from '../encode-args.ts';
import type { AudioPlan, Plan } from '../plan.ts';
import type { FfmpegProgress } from '../progress-reader.ts';
import type { Tools } from '../run.ts';
import { estimateGainDb, growingLevel } from '../sound/estimate-gain.ts';
import type { SoundLevel } from '../sound/sound-filters.ts';
import { plannedInput } from '../span.ts';
import { readAlong } from './copy-run.ts';
import { runWatched } from './watched-run.ts';

/**
 * Guesses the loudness of sound tracks that are to grow, so that the lasting ones are not suddenly louder.
 * @returns levels by the id of a track
 */
export async function guessLevels(o: {
  input: string;
  tracks: readonly AudioPlan[];
  plan: Pick<Plan, 'expectedDurationMs' | 'span'>;
  tools: Tools;
}): Promise<Map<string, SoundLevel>> {
  const levels = new Map<string, SoundLevel>();
  const { expectedDurationMs: durationMs, span } = o.plan;
  const part = { durationMs, startMs: span?.startMs ?? 0 };
  // Two at a time, because each is a process.
  const queue = [...o.tracks];
  const next = async () => {
    for (let track = queue.shift(); track !== undefined; track = queue.shift()) {
      levels.set(track.id, growingLevel(await estimateGainDb({ ...o, ...part, track })));
    }
  };
  await Promise.all([next(), next()]);
  return levels;
}

/** Encodes sound tracks as playlists that grow, while another process copies the picture. */
export async function encodeSounds(o: {
  input: string;
  dir: string;
  plan: Plan;
  tracks: readonly AudioPlan[];
  tools: Tools;
  onProgress?: ((progress: FfmpegProgress) => void) | undefined;
}): Promise<void> {
  const { dir, plan, tracks } = o;
  const levels = await guessLevels(o);
  for (const track of tracks) await mkdir(join(dir, track.id), { recursive: true });
  const sounds = tracks.map((track) => audioOutput(track, { dir, plan, level: levels.get(track.id) }));
  const along = plan.video === null ? [] : [readAlong(plan.video.streamIndex)];
  await runWatched({
    inputs: [plannedInput(o.input, plan)],
    outputs: [...sounds, ...along],
    cwd: dir,
    purpose: 'encoding the sound',
    tools: o.tools,
    onProgress: o.onProgress,
  });
}
