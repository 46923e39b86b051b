import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { transcode } from '#server/transcode/engine.ts';
import { MediaError } from '#server/transcode/media-error.ts';
import { ffmpeg, picture } from '../support/clips.ts';
import { type Disguised, disguisedFiles, withOutsideData } from '../support/disguised.ts';
import { openListener } from '../support/listener.ts';
import { someOf } from '../support/long-run.ts';
import { judgeVersion } from './conformance.ts';
import { capture } from './inspect.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** What the file says that must not be read. */
const SECRET = 'the-secret-of-this-machine';
let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

describe('hostile files', () => {
  /** All of `files` must be refused with one sentence that tells nothing of what they name. */
  async function expectRefused(files: readonly Disguised[]): Promise<void> {
    for (const { name, bytes } of files) {
      const input = join(space.root, name);
      await writeFile(input, bytes);
      const dir = `${input}.out`;
      await mkdir(dir, { recursive: true });
      const dirs = { growingDir: join(dir, 'growing'), wholeDir: join(dir, 'whole') };
      const error: unknown = await transcode({ input, ...dirs }).catch((e: unknown) => e);
      if (!(error instanceof MediaError)) throw new Error(`${name} was not refused`);
      expect({ name, code: error.code, message: error.message }).toEqual({
        name,
        code: 'not_media',
        message: `"${name}" is not a video or sound file.`,
      });
      expect(error.stderrTail).not.toContain(SECRET);
      expect(await readdir(dir)).toEqual([]);
    }
  }

  test('lists, scripts and pages under the name of a video are refused and nobody is asked', async () => {
    const listener = await openListener();
    onTestFinished(listener.close);
    const local = join(space.root, 'secret.txt');
    await writeFile(local, `${SECRET}\n`);
    const film = await space.clips.silent();
    await expectRefused(disguisedFiles({ url: listener.url, local }));
    await expectRefused(
      disguisedFiles({ url: listener.url, local: film }).filter((f) => /hls|concat/.test(f.name)),
    );
    expect(listener.connections()).toBe(0);
  });

  test('a list inside a playable beginning is refused as well', async () => {
    const listener = await openListener();
    onTestFinished(listener.close);
    const list = `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${listener.url}\n`;
    const files = ['\ufeff', '\n\n', ' '.repeat(2000)].map((lead, i) => ({
      name: `led-${i}.mp4`,
      bytes: Buffer.from(lead + list),
    }));
    await expectRefused(files);
    expect(listener.connections()).toBe(0);
  });

  test('a film whose data lies in another file, as its index says, shows nothing of that file', async () => {
    const other = join(space.root, 'other.mp4');
    await ffmpeg([...picture({ size: '320x180', rate: 25, seconds: 1 }), '-preset', 'ultrafast', other]);
    const listener = await openListener();
    onTestFinished(listener.close);
    for (const [name, target] of [
      ['outside.mov', other],
      ['outside-net.mp4', listener.url],
    ] as const) {
      const bytes = withOutsideData(await readFile(other), target);
      await writeFile(join(space.root, name), bytes);
      const dirs = { growingDir: join(space.root, `${name}-g`), wholeDir: join(space.root, `${name}-w`) };
      const error: unknown = await transcode({ input: join(space.root, name), ...dirs }).catch(
        (e: unknown) => e,
      );
      expect(error, name).toMatchObject({
        name: 'MediaError',
        code: expect.stringMatching(/^(not_media|failed)$/),
      });
    }
    expect(listener.connections()).toBe(0);
    // The same file shows the other one to an ffmpeg that may follow it: the reference is a working one.
    const follow = ['-v', 'error', '-enable_drefs', '1', '-use_absolute_path', '1'];
    const input = ['-i', join(space.root, 'outside.mov'), '-f', 'rawvideo', '-frames:v', '1', '-'];
    expect((await capture('ffmpeg', [...follow, ...input])).length).toBeGreaterThan(0);
  });

  test('what is attached to a film is not opened', async () => {
    const listener = await openListener();
    onTestFinished(listener.close);
    const list = join(space.root, 'list.m3u8');
    await writeFile(list, `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${listener.url}\n#EXT-X-ENDLIST\n`);
    const input = join(space.root, 'attached.mkv');
    const attach = (type: string) => ['-attach', list, `-metadata:s:t`, `mimetype=${type}`];
    const film = [...picture({ size: '320x180', rate: 25, seconds: 1 }), '-preset', 'ultrafast'];
    await ffmpeg([...film, ...attach('application/x-mpegURL'), ...attach('image/png'), input]);
    const { dir } = await space.transcode(input);
    expect(await judgeVersion(dir)).toEqual([]);
    expect(listener.connections()).toBe(0);
  });

  const names = [
    '-leading dash.mp4',
    `it's "quoted".mp4`,
    'two\nlines.mp4',
    '100%d %03d %%.mp4',
    'a;b|c&d$(e)`f`.mp4',
    `${'ü'.repeat(125)}.mp4`,
    'concat:x.mp4|y.mp4',
    'http:x.mp4',
    'emoji 🎬 и кириллица.mp4',
    `${'x'.repeat(251)}.mp4`,
    'pipe:0',
    'file:x.mp4',
    'subfile,,start,0,end,9,,:x.mp4',
    'data:text',
    '[0:v].mp4',
    'tab\tand\rreturn.mp4',
    '\u202egnp.4pm',
    '~.mp4',
    'no ending',
  ];
  test.each(someOf(names, 7))('a file named %j is only a file', async (name) => {
    const odd = join(space.root, 'odd %d names', `${name.length}`);
    await mkdir(odd, { recursive: true });
    const input = join(odd, name);
    const plain = join(space.root, 'for-names.mp4');
    await ffmpeg([...picture({ size: '320x180', rate: 25, seconds: 1 }), '-preset', 'ultrafast', plain]);
    await cp(plain, input);
    const dirs = { growingDir: join(odd, 'growing 50%d'), wholeDir: join(odd, `whole 'of' 50%d`) };
    const manifest = await transcode({ input, ...dirs });
    expect(manifest.renditions).toHaveLength(1);
    expect(await judgeVersion(dirs.wholeDir)).toEqual([]);
    await rm(odd, { recursive: true });
  });
});
