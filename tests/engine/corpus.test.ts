import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { MediaError } from '#server/transcode/media-error.ts';
import { isLongRun, someOf } from '../support/long-run.ts';
import { judgeVersion } from './conformance.ts';
import { readStreams } from './inspect.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const corpus = process.env.CORPUS_DIR;
const media = corpus === undefined ? null : join(corpus, 'media');
const names = media === null ? [] : readdirSync(media).toSorted();

/** Longer ones are walked by `npm test -- --long`. */
const longestSeconds = 8;

function isLong(name: string): boolean {
  const argv = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', join(media ?? '', name)];
  const { stdout } = spawnSync(process.env.FFPROBE_PATH ?? 'ffprobe', argv, { encoding: 'utf8' });
  return Number.parseFloat(stdout) > longestSeconds;
}

/** The only files that may be refused, with the sentence that says so. */
const REFUSED: Record<string, { code: string; sentence: RegExp }> = {
  'empty.mp4': { code: 'empty_file', sentence: /^"empty\.mp4" is empty: it holds no bytes\.$/ },
  'nostreams.mp4': { code: 'no_streams', sentence: /^"nostreams\.mp4" holds neither picture nor sound\.$/ },
  'video_short_fake.webm': {
    code: 'not_media',
    sentence: /^"video_short_fake\.webm" is not a video or sound file\.$/,
  },
};

describe.skipIf(media === null)(
  `every file of the corpus${media === null ? ' (skipped: CORPUS_DIR is not set)' : ''}`,
  () => {
    let space: Workspace;
    beforeAll(async () => {
      space = await openWorkspace();
    });
    afterAll(() => space?.close());

    test('is there', () => {
      expect(names).toEqual(expect.arrayContaining(Object.keys(REFUSED)));
      expect(names.length).toBeGreaterThan(Object.keys(REFUSED).length);
    });

    // Every third, and every one that may be refused.
    const walked = someOf(names, (name) => name in REFUSED || names.indexOf(name) % 3 === 0);
    test.for(walked)('%s', async (name, { skip }) => {
      skip(!isLongRun && isLong(name), `longer than ${longestSeconds} s: npm test -- --long`);
      const input = join(media ?? '', name);
      const refused = REFUSED[name];
      if (refused !== undefined) {
        const before = await readdir(space.root);
        const error = await space.transcode(input).catch((e: unknown) => e);
        expect(error).toBeInstanceOf(MediaError);
        expect(error).toMatchObject({ code: refused.code, isPermanent: true });
        expect(String((error as Error).message)).toMatch(refused.sentence);
        expect(await readdir(space.root)).toEqual(before);
        return;
      }
      const { dir, growingDir, manifest } = await space.transcode(input);
      expect(await judgeVersion(dir)).toEqual([]);
      const source = await readStreams(input);
      expect(Math.abs(manifest.durationMs / 1000 - source.seconds)).toBeLessThan(0.2);
      const kinds = new Set(source.streams.map((s) => s.codec_type));
      expect({ picture: manifest.video !== null, sound: manifest.audioTracks.length > 0 }).toEqual({
        picture: kinds.has('video'),
        sound: kinds.has('audio'),
      });
      expect(manifest.poster !== null).toBe(kinds.has('video'));
      await Promise.all([dir, growingDir].map((d) => rm(d, { recursive: true })));
    });
  },
);
