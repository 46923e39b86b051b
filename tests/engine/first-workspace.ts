import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FirstOptions, makeFirst } from '#server/transcode/first/make-first.ts';
import type { VersionManifest } from '#server/transcode/manifest.ts';
import { createClips } from '../support/clips.ts';
import { createFirstClips } from './first-clips.ts';

export interface MadeFirst {
  dir: string;
  manifest: VersionManifest;
  /** As told when it could be watched. */
  playable: VersionManifest | null;
  described: VersionManifest[];
  /** Lines of the job's log. */
  notes: string[];
  at: (path: string) => string;
}

/** A temporary folder with clips to make and the first stage of the engine to run on them. */
export async function openFirstWorkspace() {
  const root = await mkdtemp(join(tmpdir(), 'rostrum-first-'));
  let runs = 0;
  return {
    root,
    clips: { ...createClips(root), ...createFirstClips(root) },
    async first(input: string, more: Partial<FirstOptions> = {}): Promise<MadeFirst> {
      const dir = join(root, `first-${++runs}`);
      let playable: VersionManifest | null = null;
      const described: VersionManifest[] = [];
      const notes: string[] = [];
      const manifest = await makeFirst({
        ...{ input, dir },
        ...more,
        onNote: (line) => notes.push(line),
        onPlayable: async (m) => {
          playable = m;
          await more.onPlayable?.(m);
        },
        onDescribed: (m) => {
          described.push(m);
        },
      });
      return { dir, manifest, playable, described, notes, at: (path) => join(dir, path) };
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

export type FirstWorkspace = Awaited<ReturnType<typeof openFirstWorkspace>>;
