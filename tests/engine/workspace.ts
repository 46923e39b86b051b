import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TranscodeOptions, transcode } from '#server/transcode/engine.ts';
import type { VersionManifest } from '#server/transcode/manifest.ts';
import { createClips } from '../support/clips.ts';

export interface Made {
  manifest: VersionManifest;
  /** The growing version's manifest, as handed out. */
  growing: VersionManifest | null;
  growingDir: string;
  dir: string;
  /** An absolute path inside the whole version. */
  at: (path: string) => string;
}

/** A temporary folder with clips to make and the engine to run on them. */
export async function openWorkspace() {
  const root = await mkdtemp(join(tmpdir(), 'rostrum-engine-'));
  let runs = 0;
  return {
    root,
    clips: createClips(root),
    async transcode(input: string, more: Partial<TranscodeOptions> = {}): Promise<Made> {
      const run = join(root, `run-${++runs}`);
      const dirs = { growingDir: `${run}-growing`, wholeDir: `${run}-whole` };
      let growing: VersionManifest | null = null;
      const manifest = await transcode({
        input,
        ...dirs,
        ...more,
        onPlayable: async (first) => {
          growing = first;
          await more.onPlayable?.(first);
        },
      });
      const { growingDir, wholeDir: dir } = { ...dirs, ...more };
      return { manifest, growing, growingDir, dir, at: (path) => join(dir, path) };
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;
