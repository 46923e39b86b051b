import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoudnessReport } from '#server/transcode/manifest.ts';
import { type Plan, planRun } from '#server/transcode/plan.ts';
import { probe } from '#server/transcode/probe.ts';
import type { Tools } from '#server/transcode/run.ts';
import { makeSound } from '#server/transcode/sound/make-sound.ts';
import { createVoices } from './voices.ts';

export interface MadeSound {
  dir: string;
  plan: Plan;
  reports: Map<string, LoudnessReport>;
  report: LoudnessReport | undefined;
  /** Absolute path of a track's playlist, of the first one's unless named. */
  playlist: (id?: string) => string;
}

/** A temporary folder with voices and the maker of sound tracks to run on them. */
export async function openSoundWorkspace() {
  const root = await mkdtemp(join(tmpdir(), 'rostrum-sound-'));
  let runs = 0;
  return {
    root,
    voices: createVoices(root),
    async makeSound(
      input: string,
      o: { tools?: Tools; onProgress?: (ratio: number) => void } = {},
    ): Promise<MadeSound> {
      const dir = join(root, `run-${++runs}`);
      await mkdir(dir);
      const plan = planRun(await probe({ input }));
      const reports = await makeSound({ input, dir, plan, tools: o.tools ?? {}, onProgress: o.onProgress });
      const playlist = (id = 'audio-1') => join(dir, id, 'index.m3u8');
      return { dir, plan, reports, report: reports.get('audio-1'), playlist };
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

export type SoundWorkspace = Awaited<ReturnType<typeof openSoundWorkspace>>;
