import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaptionEntry } from './manifest.ts';
import type { CaptionPlan } from './plan.ts';

/** The caption files that ffmpeg made in `dir`, for the manifest; those without a single cue are removed. */
export async function keepCaptions(dir: string, planned: readonly CaptionPlan[]): Promise<CaptionEntry[]> {
  const kept: CaptionEntry[] = [];
  for (const { language, label, path } of planned) {
    const text = await readFile(join(dir, path), 'utf8').catch(() => '');
    if (text.includes('-->')) kept.push({ language, label, path });
    else await rm(join(dir, path), { force: true });
  }
  return kept;
}
