import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { ffmpeg, tone } from '../support/clips.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';

const clips = clipBox();
afterAll(() => clips.remove());

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme('auto'));
});
afterEach(() => app.close());

async function addSound(talk: string) {
  const file = join(clips.dir, 'sound.m4a');
  await ffmpeg([...tone({ hz: 440, seconds: 4 }), '-c:a', 'aac', file]);
  return take(app, { file, path: 'sound.m4a', talk: talkRef(app, talk) });
}

function posterOf(slug: string): string | null {
  const found = app.catalogue.talk(slug, 'en');
  return found?.kind === 'found' ? (found.talk.recording?.posterUrl ?? null) : null;
}

/** Fetches a poster; gives its size in pixels, read from the frame header of the JPEG (ITU-T T.81 B.2.2). */
async function sizeOf(url: string | null): Promise<{ width: number; height: number }> {
  const response = await fetch(new URL(url ?? '', app.url));
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const bytes = Buffer.from(await response.arrayBuffer());
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  return { width: bytes.readUInt16BE(frame + 7), height: bytes.readUInt16BE(frame + 5) };
}

describe('a recording of sound alone', () => {
  it('has the title card of its talk as its picture, served with it', async () => {
    await addSound('scaling-postgres');
    await app.work.drainJobs();
    expect(await sizeOf(posterOf('scaling-postgres'))).toEqual({ width: 1280, height: 720 });
  });

  it('gets another card with another talk, at another address', async () => {
    const { recordingId } = await addSound('scaling-postgres');
    await app.work.drainJobs();
    const before = posterOf('scaling-postgres');
    await app.work.recordings.publication.assign(recordingId, talkRef(app, 'tokyo-databases'));
    app.work.recordings.publication.publish(recordingId);
    const after = posterOf('tokyo-databases');
    expect(after).not.toBe(before);
    expect(await sizeOf(after)).toEqual({ width: 1280, height: 720 });
  });

  it('gets another card when the words on it changed, and only then', async () => {
    await addSound('scaling-postgres');
    await app.work.drainJobs();
    const before = posterOf('scaling-postgres');
    await app.work.recordings.renewTitleCards();
    expect(posterOf('scaling-postgres')).toBe(before);
    const changed = programme('auto');
    changed.conference = {
      ...{ slug: 'dataconf', publish: 'auto' },
      texts: { en: { title: 'The <b>Data</b> & "Bases" conference' } },
    };
    app.catalogue.applyProgramme(changed);
    await app.work.recordings.renewTitleCards();
    expect(posterOf('scaling-postgres')).not.toBe(before);
    expect(await sizeOf(posterOf('scaling-postgres'))).toEqual({ width: 1280, height: 720 });
  });
});
