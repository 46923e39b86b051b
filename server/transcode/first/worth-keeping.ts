import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { INIT_SEGMENT } from '../encode-args.ts';
import type { VersionManifest } from '../manifest.ts';
import type { Plan } from '../plan.ts';
import type { Tools } from '../run.ts';
import { readTrack } from '../tracks.ts';
import { compareSizes } from './compare-sizes.ts';

/** So much larger than encoded may a copy be: for less, nobody's time is spent on encoding it again. */
const MOST_TIMES_LARGER = 1.15;
const SAMPLES = 3;

/**
 * Decides whether a copied picture is about as small as the lasting ladder's top rung would be, by encoding short
 * spans of it at that rung's settings. Never where the picture is larger than the top rung.
 * @returns false where there is no copy
 * @throws MediaError as `runFfmpeg`
 */
export async function isWorthKeeping(o: {
  first: { dir: string; manifest: VersionManifest };
  plan: Plan;
  tools: Tools;
}): Promise<boolean> {
  const { dir, manifest } = o.first;
  const entry = manifest.renditions.find((r) => r.origin === 'copied');
  const { video } = o.plan;
  const top = video?.rungs[0];
  if (entry === undefined || video === null || top === undefined) return false;
  if (entry.width > top.width || entry.height > top.height) return false;
  const folder = posix.dirname(entry.playlist);
  const made = await readTrack(dir, folder);
  if (made === null) return false;
  const init = await readFile(join(dir, folder, INIT_SEGMENT));
  const work = await mkdtemp(join(dir, 'compare-'));
  try {
    const compared = await Promise.all(
      spread(made.segments, SAMPLES).map((segment, i) =>
        compareSizes({
          ...{ init, plan: { ...o.plan, video }, tools: o.tools },
          segmentPath: join(dir, folder, segment.uri),
          work: join(work, `${i}`),
        }),
      ),
    );
    const copied = compared.reduce((sum, c) => sum + c.copiedBytes, 0);
    const encoded = compared.reduce((sum, c) => sum + c.encodedBytes, 0);
    return encoded > 0 && copied <= encoded * MOST_TIMES_LARGER;
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Items from the middle of as many equal parts; all where there are no more. */
function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return items.filter((_, i) =>
    Array.from({ length: count }, (_, part) => Math.floor(((part + 0.5) * items.length) / count)).includes(i),
  );
}
