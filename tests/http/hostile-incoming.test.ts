import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { disguisedFiles } from '../support/disguised.ts';
import { openListener } from '../support/listener.ts';
import { clipBox, disorderOf, filesUnder } from '../support/recordings.ts';

describe('hostile files in the incoming folder', () => {
  const clips = clipBox();
  let clip: string;
  let app: TestApp;
  let folder: string;
  beforeAll(async () => {
    clip = await clips.make('clip.mp4', { seconds: 1 });
  });
  afterAll(() => clips.remove());
  beforeEach(async () => {
    app = await startApp({ tuning: { settleMs: 0 } });
    folder = join(app.dataDir, 'incoming');
  });
  afterEach(() => app.close());
  const scan = () => app.work.recordings.incoming.scan();
  const recordings = () => app.work.recordings.store.all();

  it('lists and scripts under the name of a video are refused with a note, and nobody is asked', async () => {
    const listener = await openListener();
    onTestFinished(listener.close);
    const files = disguisedFiles({ url: listener.url, local: clip });
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
    expect(await scan()).toBe(files.length);
    expect(recordings()).toEqual([]);
    const rejected = join(app.dataDir, 'rejected');
    for (const { name, bytes } of files) {
      expect(readFileSync(join(rejected, name)).equals(bytes), name).toBe(true);
      const note = `"${name}" is not a video or sound file.\n`;
      expect(readFileSync(join(rejected, `${name}.txt`), 'utf8')).toBe(note);
    }
    expect(listener.connections()).toBe(0);
  });

  it('names of any bytes are only data', async () => {
    const names = [
      '-i evil.mp4',
      'two\nlines.mp4',
      `it's "quoted".mp4`,
      '100%d %03d.mp4',
      '🎬.mp4',
      `${'ü'.repeat(125)}.mp4`,
      'concat:x.mp4',
      'http:x.mp4',
      'pipe:0.mp4',
      '[0:v].mp4',
      '$(touch x).mp4',
      '\u202egnp.mp4',
    ];
    for (const [i, name] of names.entries()) {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      copyFileSync(clip, file);
      // Bytes of its own, behind the last box, so that none is a duplicate.
      writeFileSync(file, Buffer.from([0, 0, 0, 9, 0x66, 0x72, 0x65, 0x65, i]), { flag: 'a' });
    }
    expect(await scan()).toBe(names.length);
    expect(filesUnder(folder)).toEqual([]);
    expect(new Set(recordings().map((one) => one.arrived_as))).toEqual(new Set(names));
    expect(disorderOf(app)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')(
    'a name that is no UTF-8 stays where it is, and the rest is taken',
    async () => {
      const odd = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from('caf\xe9.mp4', 'latin1')]);
      copyFileSync(clip, odd);
      copyFileSync(clip, join(folder, 'plain.mp4'));
      expect(await scan()).toBe(1);
      expect(await scan()).toBe(0);
      expect(existsSync(odd)).toBe(true);
      expect(readFileSync(odd).equals(readFileSync(clip))).toBe(true);
      expect(recordings()).toHaveLength(1);
    },
  );
});
