import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CaptionEntry } from './manifest.ts';
import type { CaptionPlan } from './plan.ts';

/** Copies the caption files of an encoding into the whole version; those without a single cue are left out. */
export async function takeCaptions(o: {
  planned: readonly CaptionPlan[];
  from: string;
  to: string;
}): Promise<CaptionEntry[]> {
  const kept: CaptionEntry[] = [];
  for (const { language, label, path } of o.planned) {
    const text = await readFile(join(o.from, path), 'utf8').catch(() => '');
    if (!text.includes('-->')) continue;
    await mkdir(dirname(join(o.to, path)), { recursive: true });
    await copyFile(join(o.from, path), join(o.to, path));
    kept.push({ language, label, path });
  }
  return kept;
}
