import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transcode } from '#server/transcode/engine.ts';
import type { VersionManifest } from '#server/transcode/manifest.ts';
import { MediaError } from '#server/transcode/media-error.ts';
import { findOrphans } from '#server/transcode/orphans.ts';
import { damage } from './damage.ts';

const run = promisify(execFile);

/** What became of one damaged file. */
export interface Outcome {
  name: string;
  seed: number;
  kind: string;
  result: 'plays' | 'refused';
  /** The sentence of a refusal. */
  message: string | null;
  tookMs: number;
  /** What must not be, one sentence each. */
  faults: string[];
}

/**
 * Damages a file by a seed, lets the engine make both versions of it, and looks at what is left: versions that play
 * from beginning to end, or one sentence and nothing.
 * @param o.dir a folder of its own is made in it, and removed
 * @param o.limitMs longer than this is a hang
 */
export async function tryDamaged(o: {
  dir: string;
  name: string;
  whole: Buffer;
  seed: number;
  limitMs: number;
}): Promise<Outcome> {
  const dir = join(o.dir, `${o.name}-${o.seed}`);
  await mkdir(dir);
  const { kind, bytes } = damage(o.whole, o.seed);
  const input = join(dir, o.name);
  await writeFile(input, bytes);
  const faults: string[] = [];
  const startedMs = Date.now();
  const manifests = new Map<string, VersionManifest>();
  const made = join(dir, 'made');
  await mkdir(made);
  const error: unknown = await transcode({
    input,
    growingDir: join(made, 'growing'),
    wholeDir: join(made, 'whole'),
    signal: AbortSignal.timeout(o.limitMs),
    onPlayable: (manifest) => void manifests.set('growing', manifest),
  }).then(
    (manifest) => {
      manifests.set('whole', manifest);
      return null;
    },
    (e: unknown) => e,
  );
  const tookMs = Date.now() - startedMs;
  if (tookMs >= o.limitMs) faults.push(`it took more than ${o.limitMs} ms`);
  const left = (await readdir(made)).toSorted().join(' ');
  if (error === null) {
    if (left !== 'growing whole') faults.push(`folders: ${left}`);
    for (const version of ['growing', 'whole']) {
      const isCopy = manifests.get(version)?.renditions.some((r) => r.origin === 'copied') === true;
      faults.push(...(await playThrough(join(made, version), isCopy)));
    }
  } else {
    faults.push(...judgeRefusal(error, o.name));
    if (left !== '') faults.push(`left behind: ${left}`);
  }
  const orphans = await findOrphans(dir);
  if (orphans.length > 0) faults.push(`processes left: ${orphans.join()}`);
  await rm(dir, { recursive: true });
  const message = error instanceof Error ? error.message : null;
  const result = error === null ? 'plays' : 'refused';
  return { name: o.name, seed: o.seed, kind, result, message, tookMs, faults };
}

function judgeRefusal(error: unknown, name: string): string[] {
  if (!(error instanceof MediaError)) return [`not a MediaError: ${String(error)}`];
  const faults: string[] = [];
  if (!/^"[^\n]+$/.test(error.message) || !error.message.includes(`"${name}"`))
    faults.push(`no sentence that names the file: ${error.message}`);
  if (!error.isPermanent) faults.push(`would be tried again (${error.code}): ${error.message}`);
  return faults;
}

/**
 * Decodes all of a version, as a player would; gives what went wrong. What was encoded must be without any fault; a
 * copied picture has those of its source, over which a decoder gets, but must be there to its end.
 */
async function playThrough(dir: string, isCopy: boolean): Promise<string[]> {
  const strict = isCopy ? [] : ['-xerror'];
  const args = ['-v', 'error', ...strict, '-allowed_extensions', 'ALL', '-i', join(dir, 'master.m3u8')];
  try {
    const { stderr } = await run('ffmpeg', [...args, '-map', '0', '-f', 'null', '-'], { timeout: 60_000 });
    return isCopy || stderr.trim() === '' ? [] : [`${dir} plays with errors: ${stderr.trim().slice(0, 300)}`];
  } catch (error) {
    return [`${dir} does not play: ${String(error).slice(0, 500)}`];
  }
}
