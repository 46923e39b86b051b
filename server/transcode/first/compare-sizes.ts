import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildEncodeRun } from '../encode-args.ts';
import type { Plan, VideoPlan } from '../plan.ts';
import { runFfmpeg, type Tools } from '../run.ts';
import { readFragments } from './segment-fragments.ts';
import { readTrackInit } from './track-init.ts';

const SPAN_SECONDS = 2;

/**
 * Encodes the beginning of one segment, two seconds, as the ladder's top rung, and counts the bytes of the same
 * pictures on both sides.
 * @param o.work absolute path of a folder to make
 */
export async function compareSizes(o: {
  init: Buffer;
  segmentPath: string;
  plan: Plan & { video: VideoPlan };
  tools: Tools;
  work: string;
}): Promise<{ copiedBytes: number; encodedBytes: number }> {
  const { plan, work } = o;
  const [top] = plan.video.rungs;
  if (top === undefined) throw new RangeError('a picture needs at least one rung');
  const copiedBytes = await bytesOfBeginning(o.segmentPath, o.init);
  await mkdir(join(work, top.name), { recursive: true });
  const input = join(work, 'source.mp4');
  await writeFile(input, Buffer.concat([o.init, await readFile(o.segmentPath)]));
  const run = buildEncodeRun({
    ...{ input, dir: work, rungs: [0], canToneMap: false },
    plan: { ...plan, audio: [], span: null, video: { ...plan.video, streamIndex: 0, lengthMs: null } },
  });
  const [source] = run.inputs;
  if (source === undefined) throw new RangeError('a run needs an input');
  const inputs = [{ ...source, options: ['-t', `${SPAN_SECONDS}`, ...source.options] }];
  await runFfmpeg({ ...run, inputs, purpose: 'comparing sizes', tools: o.tools });
  const names = (await readdir(join(work, top.name))).filter((name) => name.endsWith('.m4s'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(work, top.name, name))).size));
  return { copiedBytes, encodedBytes: sizes.reduce((a, b) => a + b, 0) };
}

/** Bytes of the pictures that are shown in the first two seconds of a segment. */
async function bytesOfBeginning(path: string, initBytes: Buffer): Promise<number> {
  const init = readTrackInit(initBytes);
  const file = await open(path, 'r');
  try {
    let first: number | null = null;
    let bytes = 0;
    for await (const { decodeTime, samples } of readFragments(file, init.defaults)) {
      let decoded = decodeTime;
      for (const { sizeBytes, duration, compositionOffset } of samples) {
        const shown = (decoded + compositionOffset) / init.timescale;
        first ??= shown;
        if (shown < first + SPAN_SECONDS) bytes += sizeBytes;
        decoded += duration;
      }
    }
    return bytes;
  } finally {
    await file.close();
  }
}
