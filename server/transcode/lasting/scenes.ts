import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SCENE_RATE, SCENE_SCORES } from '../filter-graph.ts';
import type { VersionManifest } from '../manifest.ts';

const SCENES = 'scenes.json';
const SCENE_INTERVAL_MS = 1000 / SCENE_RATE;

/**
 * Turns the scores that ffmpeg wrote in `dir` into `scenes.json`: `{intervalMs, scores}`, where score n says how much
 * the picture at `n * intervalMs` differs from the one before, 0 to 100.
 * @returns null where there were no pictures, and then there is no file
 */
export async function finishScenes(dir: string): Promise<VersionManifest['scenes']> {
  const text = await readFile(join(dir, SCENE_SCORES), 'utf8').catch(() => '');
  await rm(join(dir, SCENE_SCORES), { force: true });
  const scores = parseScores(text);
  if (scores.length === 0) return null;
  await writeFile(join(dir, SCENES), `${JSON.stringify({ intervalMs: SCENE_INTERVAL_MS, scores })}\n`);
  return { path: SCENES };
}

/** The values of ffmpeg's `metadata=print`, in order. */
export function parseScores(text: string): number[] {
  return Array.from(text.matchAll(/^lavfi\.scd\.score=([\d.]+)/gm), ([, value = '0']) => Number(value));
}
