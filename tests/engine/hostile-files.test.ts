import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { transcode } from '#server/transcode/engine.ts';
import { MediaError } from '#server/transcode/media-error.ts';
import { ffmpeg, picture } from '../support/clips.ts';
import { judgeVersion } from './conformance.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

describe('hostile files', () => {
  test('playlists under another name are refused and nobody is asked', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end();
    });
    server.on('connection', () => asked++);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    // A TCP server gives an object here.
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/secret.ts`;
    const local = await space.clips.silent();
    const hostile = {
      'hls.mp4': `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${url}\n#EXT-X-ENDLIST\n`,
      'hls-local.mkv': `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:${local}\n#EXT-X-ENDLIST\n`,
      'concat.avi': `ffconcat version 1.0\nfile '${url}'\n`,
      'concat-local.mp4': `ffconcat version 1.0\nfile '${local}'\n`,
      'dash.mkv': `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>${url}</BaseURL></MPD>`,
      'session.mp4': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video ${port} RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
      'page.webm': `<html><video src="${url}"></video></html>`,
    };
    for (const [name, text] of Object.entries(hostile)) {
      const input = join(space.root, name);
      await writeFile(input, text);
      const dirs = { growingDir: `${input}-g`, wholeDir: `${input}-w` };
      const error: unknown = await transcode({ input, ...dirs }).catch((e: unknown) => e);
      if (!(error instanceof MediaError)) throw new Error(`${name} was not refused`);
      expect({ name, code: error.code, message: error.message }).toEqual({
        name,
        code: 'not_media',
        message: `"${name}" is not a video or sound file.`,
      });
    }
    expect(asked).toBe(0);
  });

  test.each([
    '-leading dash.mp4',
    `it's "quoted".mp4`,
    'two\nlines.mp4',
    '100%d %03d %%.mp4',
    'http:x.mp4',
    'emoji 🎬 и кириллица.mp4',
    'a;b|c&d$(e)`f`.mp4',
    `${'ü'.repeat(125)}.mp4`,
  ])('a file named %j is only a file', async (name) => {
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
