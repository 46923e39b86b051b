import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { Upload, type UploadOptions } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, filesUnder, programme } from '../support/recordings.ts';

const clips = clipBox();
let app: TestApp;
let options: UploadOptions;
beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme('review'));
  const conferenceId = Number(app.db.prepare('SELECT id FROM conferences').pluck().get());
  app.giveConference('organizer', conferenceId);
  options = {
    endpoint: `${app.url}/api/v1/uploads`,
    headers: { Authorization: `Bearer ${app.token('organizer')}` },
    metadata: { filename: 'scaling-postgres.mp4', conferenceId: String(conferenceId) },
    retryDelays: null,
  };
});
afterAll(async () => {
  await app.close();
  clips.remove();
});

/** Sends a file as the client does by itself; the address of the upload. */
function sent(
  body: ConstructorParameters<typeof Upload>[0],
  more: Partial<UploadOptions> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(body, {
      ...options,
      ...more,
      onSuccess: () => resolve(upload.url ?? ''),
      onError: reject,
    });
    upload.start();
  });
}

async function arrived(url: string): Promise<unknown> {
  await app.uploads.settling.idle();
  return (await app.as('organizer')(new URL(url).pathname)).json();
}
const wanted = (file: string) => ({
  state: 'taken',
  sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
});

describe('a tus client of the field, with the token of an organizer,', () => {
  it('sends a file whole', async () => {
    const file = await clips.make('whole.mp4', { seconds: 1 });
    expect(await arrived(await sent(readFileSync(file)))).toMatchObject(wanted(file));
  });

  it('sends bytes with the announcement, and the rest in parts', async () => {
    const file = await clips.make('parts.mp4', { seconds: 1 });
    const url = await sent(readFileSync(file), { uploadDataDuringCreation: true, chunkSize: 5000 });
    expect(await arrived(url)).toMatchObject(wanted(file));
  });

  it('sends a stream whose length it tells at the end', async () => {
    const file = await clips.make('stream.mp4', { seconds: 1 });
    const url = await sent(createReadStream(file), { uploadLengthDeferred: true, chunkSize: 100_000 });
    expect(await arrived(url)).toMatchObject(wanted(file));
  });

  it('stops, and goes on in another process where it stood', async () => {
    const file = await clips.make('resumed.mp4', { seconds: 1 });
    const url = await new Promise<string>((resolve, reject) => {
      const upload: Upload = new Upload(readFileSync(file), {
        ...options,
        chunkSize: 5000,
        onChunkComplete: () => void upload.abort().then(() => resolve(upload.url ?? ''), reject),
        onError: reject,
      });
      upload.start();
    });
    const offsets: number[] = [];
    const onProgress = (offset: number) => void offsets.push(offset);
    expect(await sent(readFileSync(file), { uploadUrl: url, onProgress })).toBe(url);
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(5000);
    expect(await arrived(url)).toMatchObject(wanted(file));
  });

  it('takes back what it has begun, with its bytes', async () => {
    const file = await clips.make('back.mp4', { seconds: 1 });
    const before = filesUnder(`${app.dataDir}/uploads`);
    const url = await new Promise<string>((resolve, reject) => {
      const upload: Upload = new Upload(readFileSync(file), {
        ...options,
        chunkSize: 5000,
        onChunkComplete: () => void upload.abort(true).then(() => resolve(upload.url ?? ''), reject),
        onError: reject,
      });
      upload.start();
    });
    expect((await app.as('organizer')(new URL(url).pathname)).status).toBe(404);
    expect(filesUnder(`${app.dataDir}/uploads`)).toEqual(before);
  });

  it('is told in the portal’s words why it may not', async () => {
    const file = await clips.make('refused.mp4', { seconds: 1 });
    const headers = { Authorization: `Bearer ${app.token('viewer')}` };
    await expect(sent(readFileSync(file), { headers })).rejects.toThrow(
      /403.*problem|problem.*403|response code: 403/s,
    );
  });
});
