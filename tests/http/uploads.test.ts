import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp, type TestRole } from '../support/app.ts';
import { clipBox, programme } from '../support/recordings.ts';
import { type Announced, announce, metadataHeader, sendBytes, tusHeaders } from '../support/uploads.ts';

const clips = clipBox();
let clip: Buffer;
let clipSha256: string;
beforeAll(async () => {
  clip = readFileSync(await clips.make('clip.mp4', { seconds: 2 }));
  clipSha256 = sha256Of(clip);
});
afterAll(() => clips.remove());

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const day = 86_400_000;
let app: TestApp;
let conferenceId: number;
let now: number;
let diskFree: number;

beforeEach(async () => {
  now = Date.now();
  diskFree = 2 ** 40;
  const uploads = { now: () => now, diskFreeBytes: async () => diskFree, largestBytes: 2 ** 36, retryMs: 20 };
  app = await startApp({ tuning: { uploads } });
  app.catalogue.applyProgramme(programme('review'));
  conferenceId = Number(app.db.prepare('SELECT id FROM conferences').pluck().get());
  app.giveConference('organizer', conferenceId);
});
afterEach(() => app.close());

const start = (o: Partial<Announced> = {}, role: TestRole = 'organizer') =>
  announce(app, role, { filename: 'scaling-postgres.mp4', sizeBytes: clip.length, conferenceId, ...o });
const send = (url: string, bytes: Uint8Array, offset = 0, role: TestRole = 'organizer') =>
  sendBytes(app, role, { url, offset, bytes });
const read = async (url: string, role: TestRole = 'organizer') => (await app.as(role)(url)).json();
const head = (url: string, role: TestRole = 'organizer') =>
  app.as(role)(url, { method: 'HEAD', headers: tusHeaders });
const settled = async (url: string) => {
  await app.uploads.settling.idle();
  return read(url);
};
const problem = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return (await response.json()) as { status: number; title: string; missingBytes?: number };
};
const filesLeft = () => readdirSync(join(app.dataDir, 'uploads'));

describe('an upload', () => {
  it('in two parts is hashed, taken into the library by its name, and its bytes are those that were sent', async () => {
    const { status, url } = await start({ relativePath: 'Day 1/scaling-postgres.mp4' });
    expect(status).toBe(201);
    expect(url).toMatch(/^\/api\/v1\/uploads\/[0-9a-f]{32}$/);
    const half = Math.floor(clip.length / 2);
    const first = await send(url, clip.subarray(0, half));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, String(half)]);
    expect(Date.parse(first.headers.get('upload-expires') ?? '')).toBeGreaterThan(now + 6 * day);
    expect(await read(url)).toMatchObject({ state: 'arriving', offsetBytes: half, sha256: null });
    expect((await send(url, clip.subarray(half), half)).status).toBe(204);
    const upload = await settled(url);
    expect(upload).toMatchObject({
      state: 'taken',
      sha256: clipSha256,
      path: 'Day 1/scaling-postgres.mp4',
    });
    expect(upload.recording.talk).not.toBeNull();
    const original = app.work.recordings.store.byId(upload.recording.id)?.original_path ?? '';
    expect(sha256Of(readFileSync(join(app.dataDir, original)))).toBe(clipSha256);
    expect(filesLeft()).toEqual([]);
  });

  it('belongs to its conference and says in the log of changes who sent it', async () => {
    const { url } = await start({ filename: 'nothing like it.mp4', bytes: clip });
    const upload = await settled(url);
    expect(upload.recording).toMatchObject({ talk: null });
    const row = app.db
      .prepare('SELECT conference_id FROM recordings WHERE id = ?')
      .pluck()
      .get(upload.recording.id);
    expect(row).toBe(conferenceId);
    const change = app.db.prepare(`SELECT actor_id, action, conference_id FROM changes WHERE entity_id = ?`);
    expect(change.get(upload.recording.id)).toEqual({
      actor_id: app.accountId('organizer'),
      action: 'uploaded',
      conference_id: conferenceId,
    });
  });

  it('goes to the talk that its sender names', async () => {
    const { slug } = app.db.prepare('SELECT slug FROM talks ORDER BY id LIMIT 1').get() as { slug: string };
    const { url } = await start({ filename: 'a.mp4', talk: slug, bytes: clip });
    expect((await settled(url)).recording.talk.slug).toBe(slug);
    expect((await start({ talk: 'no-such-talk' })).status).toBe(404);
  });

  it('whose length is told at its end is taken', async () => {
    const { url } = await start({ sizeBytes: null });
    expect((await head(url)).headers.get('upload-defer-length')).toBe('1');
    await send(url, clip.subarray(0, 1000));
    const last = { 'Upload-Length': String(clip.length) };
    const bytes = clip.subarray(1000);
    expect((await sendBytes(app, 'organizer', { url, offset: 1000, bytes, headers: last })).status).toBe(204);
    expect(await settled(url)).toMatchObject({ state: 'taken', sizeBytes: clip.length, sha256: clipSha256 });
  });

  it('that is whole says so to a sender that missed the last answer', async () => {
    const { url } = await start({ bytes: clip });
    await app.uploads.settling.idle();
    const answer = await head(url);
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([200, String(clip.length)]);
    expect((await send(url, clip)).status).toBe(409);
  });

  it('whose connection breaks keeps what has arrived, and goes on from there', async () => {
    const { url } = await start();
    const sent = clip.length - 5000;
    await new Promise<void>((resolve) => {
      const outgoing = request(`${app.url}${url}`, {
        method: 'PATCH',
        headers: {
          ...tusHeaders,
          authorization: `Bearer ${app.token('organizer')}`,
          'Content-Type': 'application/offset+octet-stream',
          'Content-Length': clip.length,
          'Upload-Offset': 0,
        },
      });
      outgoing.on('error', () => resolve());
      outgoing.write(clip.subarray(0, sent), () => setTimeout(() => outgoing.destroy(), 50));
    });
    const offset = Number((await head(url)).headers.get('upload-offset'));
    expect(offset).toBe(sent);
    expect((await send(url, clip.subarray(offset), offset)).status).toBe(204);
    expect(await settled(url)).toMatchObject({ state: 'taken', sha256: clipSha256 });
  });

  it('is taken over by a newer request while an older one hangs', async () => {
    const { url } = await start();
    const hanging = request(`${app.url}${url}`, {
      method: 'PATCH',
      headers: {
        ...tusHeaders,
        authorization: `Bearer ${app.token('organizer')}`,
        'Content-Type': 'application/offset+octet-stream',
        'Content-Length': clip.length,
        'Upload-Offset': 0,
      },
    });
    hanging.on('error', () => undefined);
    await new Promise<void>((resolve) =>
      hanging.write(clip.subarray(0, 4000), () => setTimeout(resolve, 50)),
    );
    const offset = Number((await head(url)).headers.get('upload-offset'));
    expect(offset).toBe(4000);
    expect((await send(url, clip.subarray(offset), offset)).status).toBe(204);
    expect((await settled(url)).sha256).toBe(clipSha256);
    hanging.destroy();
  });

  it('that its sender takes back is gone with its bytes', async () => {
    const { url } = await start();
    await send(url, clip.subarray(0, 100));
    expect((await app.as('organizer')(url, { method: 'DELETE', headers: tusHeaders })).status).toBe(204);
    expect([(await head(url)).status, filesLeft()]).toEqual([404, []]);
  });

  it('of 20 GB resumes near its end without reading what is there', async () => {
    const sizeBytes = 20 * 1024 ** 3;
    const { url } = await start({ sizeBytes });
    const file = join(app.dataDir, 'uploads', url.split('/').at(-1) ?? '');
    truncateSync(file, sizeBytes - 10);
    expect((await head(url)).headers.get('upload-offset')).toBe(String(sizeBytes - 10));
    const answer = await send(url, clip.subarray(0, 4), sizeBytes - 10);
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(sizeBytes - 6)]);
    await app.as('organizer')(url, { method: 'DELETE', headers: tusHeaders });
  });
});

describe('who may upload', () => {
  it.each<[TestRole | null, number]>([
    [null, 401],
    ['viewer', 403],
    ['otherOrganizer', 403],
    ['organizer', 201],
    ['admin', 201],
  ])('%s is answered %i', async (role, status) => {
    if (role !== null) return expect((await start({}, role)).status).toBe(status);
    expect((await app.fetch('/api/v1/uploads', { method: 'POST', headers: tusHeaders })).status).toBe(status);
  });

  it('an organizer must say for which conference, an admin need not', async () => {
    const withoutConference = { filename: 'a.mp4', sizeBytes: 10 };
    const refused = await announce(app, 'organizer', withoutConference);
    expect((await problem(refused.response)).title).toContain('conferenceId');
    expect([refused.status, (await announce(app, 'admin', withoutConference)).status]).toEqual([403, 201]);
    expect((await start({ conferenceId: 9999 })).status).toBe(404);
  });

  it('another’s upload is not there, by any method, and in no list; for an admin it is', async () => {
    app.giveConference('otherOrganizer', conferenceId);
    const { url } = await start();
    const asOther = app.as('otherOrganizer');
    const answers = [
      await asOther(url),
      await head(url, 'otherOrganizer'),
      await send(url, clip, 0, 'otherOrganizer'),
      await asOther(url, { method: 'DELETE', headers: tusHeaders }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await (await asOther('/api/v1/uploads')).json()).items).toEqual([]);
    expect((await head(url, 'admin')).status).toBe(200);
  });

  it('the list holds one’s own uploads, page by page, the newest first', async () => {
    for (let n = 1; n <= 3; n++) {
      now += 1000;
      await start({ filename: `${n}.mp4` });
    }
    const list = async (query: string) => (await app.as('organizer')(`/api/v1/uploads${query}`)).json();
    const first = await list('?limit=2');
    const second = await list(`?limit=2&cursor=${first.nextCursor}`);
    const names = [...first.items, ...second.items].map((one: { path: string }) => one.path);
    expect([names, second.nextCursor]).toEqual([['3.mp4', '2.mp4', '1.mp4'], null]);
    expect((await list(`?conference=${conferenceId + 1}`)).items).toEqual([]);
  });
});

describe('limits', () => {
  it('are told before', async () => {
    diskFree = 10 * 1024 ** 3;
    await start({ sizeBytes: 1024 ** 3 });
    const limits = await (await app.as('organizer')('/api/v1/uploads/limits')).json();
    expect(limits).toMatchObject({
      freeBytes: 9 * 1024 ** 3 - 256 * 1024 ** 2,
      largestBytes: 2 ** 36,
      keptMs: 7 * day,
    });
    expect(limits.extensions).toContain('mxf');
  });

  it('a file that does not fit is refused with how much is missing, uploads under way counted', async () => {
    diskFree = 1024 ** 3;
    expect((await start({ sizeBytes: 600 * 1024 ** 2 })).status).toBe(201);
    const { status, response } = await start({ sizeBytes: 300 * 1024 ** 2 });
    expect(status).toBe(507);
    const { title, missingBytes } = await problem(response);
    expect(missingBytes).toBe(132 * 1024 ** 2);
    expect(title).toContain('138 MB are missing');
  });

  it('a length that is told late must fit too', async () => {
    const { url } = await start({ sizeBytes: null });
    diskFree = 1024 ** 3;
    const headers = { 'Upload-Length': String(2 * 1024 ** 3) };
    const answer = await sendBytes(app, 'organizer', {
      url,
      offset: 0,
      bytes: clip.subarray(0, 10),
      headers,
    });
    expect([answer.status, (await read(url)).offsetBytes]).toEqual([507, 0]);
  });

  it('a file that grows without a length stops where the disk is full, and keeps what has arrived', async () => {
    const { url } = await start({ sizeBytes: null });
    diskFree = 280 * 1024 ** 2;
    const answer = await send(url, Buffer.alloc(80 * 1024 ** 2));
    expect(answer.status).toBe(507);
    expect((await read(url)).offsetBytes).toBeGreaterThanOrEqual(32 * 1024 ** 2);
  });

  it('a file beyond the largest size is refused at its announcement, and when its length is told', async () => {
    const { status, response } = await start({ sizeBytes: 2 ** 37 });
    expect([status, (await problem(response)).title]).toEqual([
      413,
      'The file has 137 GB: one may have 69 GB at most.',
    ]);
    const { url } = await start({ sizeBytes: null });
    const headers = { 'Upload-Length': String(2 ** 40) };
    const late = await sendBytes(app, 'organizer', { url, offset: 0, bytes: clip, headers });
    expect(late.status).toBe(413);
  });

  it.each([
    ['talk.exe', undefined],
    ['no ending', undefined],
    ['slides.pdf', 'application/pdf'],
    ['talk.mp4', 'text/html'],
  ])('%s announced as %s is refused in a sentence', async (filename, filetype) => {
    const { status, response } = await start({ filename, ...(filetype && { filetype }) });
    expect(status).toBe(415);
    expect((await problem(response)).title).toMatch(/recording|neither video nor sound/);
  });
});

describe('bad input', () => {
  it('bytes out of order are refused, and nothing changes', async () => {
    const { url } = await start();
    await send(url, clip.subarray(0, 1000));
    for (const offset of [0, 999, 1001]) {
      const answer = await send(url, clip.subarray(offset), offset);
      expect([answer.status, (await problem(answer)).title]).toEqual([409, expect.stringContaining('HEAD')]);
    }
    expect((await read(url)).offsetBytes).toBe(1000);
  });

  it('more bytes than were announced are refused', async () => {
    const { url } = await start({ sizeBytes: 1000 });
    const answer = await send(url, clip.subarray(0, 1001));
    expect([answer.status, (await problem(answer)).title]).toEqual([
      413,
      expect.stringContaining('more bytes'),
    ]);
    expect((await read(url)).offsetBytes).toBe(0);
    const stream = new Blob([new Uint8Array(clip)]).stream();
    const chunked = await app.as('organizer')(url, {
      method: 'PATCH',
      headers: { ...tusHeaders, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' },
      body: stream,
      duplex: 'half',
    } as RequestInit & { duplex: 'half' });
    expect(chunked.status).toBe(413);
    expect((await read(url)).state).toBe('arriving');
  });

  it('other bytes than the sender’s SHA-256 says are kept from the library', async () => {
    const { url } = await start({ sha256: sha256Of(Buffer.from('something else')), bytes: clip });
    const upload = await settled(url);
    expect(upload).toMatchObject({ state: 'refused', sha256: clipSha256, recording: null });
    expect(upload.reason).toContain('did not arrive as it was sent');
    expect([app.work.recordings.store.all(), filesLeft()]).toEqual([[], []]);
    const right = await start({ sha256: clipSha256.toUpperCase(), bytes: clip });
    expect((await settled(right.url)).state).toBe('taken');
  });

  it('what is no recording inside is refused by its name, and its bytes go', async () => {
    const { url } = await start({ filename: 'talk.mp4', sizeBytes: 5000, bytes: randomBytes(5000) });
    expect(await settled(url)).toMatchObject({
      state: 'refused',
      reason: '"talk.mp4" is not a video or sound file.',
    });
    expect(filesLeft()).toEqual([]);
  });

  it('the same bytes a second time are refused, and the first stays', async () => {
    const first = await settled((await start({ bytes: clip })).url);
    const second = await settled((await start({ filename: 'again.mp4', bytes: clip })).url);
    expect(second).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('in the library already'),
    });
    expect(second.recording.id).toBe(first.recording.id);
    expect([app.work.recordings.store.all().length, filesLeft()]).toEqual([1, []]);
  });

  it('the same bytes as a recording of others are refused without a word about that one', async () => {
    const first = await settled((await start({ bytes: clip })).url);
    app.catalogue.applyProgramme({
      ...{ conference: { slug: 'other', texts: { en: { title: 'Other' } } }, talks: [], speakers: [] },
    });
    const other = Number(app.db.prepare("SELECT id FROM conferences WHERE slug = 'other'").pluck().get());
    app.giveConference('otherOrganizer', other);
    const { url } = await start({ bytes: clip, conferenceId: other }, 'otherOrganizer');
    await app.uploads.settling.idle();
    const told = await read(url, 'otherOrganizer');
    expect(told).toMatchObject({ state: 'refused', recording: null });
    const list = await read('/api/v1/uploads', 'otherOrganizer');
    expect(JSON.stringify([told, list])).not.toContain(first.recording.id);
  });

  it('an upload that waited for more than seven days is gone, and says so', async () => {
    const { url } = await start();
    await send(url, clip.subarray(0, 1000));
    now += 6 * day;
    await send(url, clip.subarray(1000, 2000), 1000);
    now += 6 * day;
    expect((await head(url)).status).toBe(200);
    now += 2 * day;
    expect((await head(url)).status).toBe(410);
    const answer = await send(url, clip.subarray(2000), 2000);
    expect([answer.status, (await problem(answer)).title]).toEqual([410, expect.stringContaining('expired')]);
    expect([(await read(url)).state, filesLeft()]).toEqual(['expired', []]);
  });

  it('cleaning lets go of what nobody finishes, and a month later of its row', async () => {
    const { url } = await start();
    now += 8 * day;
    await app.uploads.order.clean();
    expect([(await read(url)).state, filesLeft()]).toEqual(['expired', []]);
    now += 31 * day;
    await app.uploads.order.clean();
    expect((await app.as('organizer')(url)).status).toBe(404);
  });

  it.each<[string, Partial<Announced>, number]>([
    ['an empty file', { sizeBytes: 0 }, 400],
    ['a name of 10,000 characters', { filename: `${'a'.repeat(10_000)}.mp4` }, 400],
    ['a hash that is none', { sha256: 'abc' }, 400],
    ['a conference that is no number', { conferenceId: '1; DROP TABLE uploads' }, 400],
  ])('%s is refused', async (_what, announced, status) => {
    const answer = await start(announced);
    expect(answer.status).toBe(status);
    expect((await problem(answer.response)).title.length).toBeGreaterThan(10);
  });

  it('a path that climbs out of its folder is a mere name', async () => {
    const { url } = await start({ filename: 'x.mp4', relativePath: '../../etc/./passwd\u0000/x.mp4' });
    expect((await read(url)).path).toBe('etc/passwd/x.mp4');
  });

  it.each<[string, Record<string, string>, number]>([
    ['no version of the protocol', { 'Tus-Resumable': '' }, 412],
    ['another version', { 'Tus-Resumable': '0.2.2' }, 412],
    ['neither a length nor its deferral', { 'Upload-Length': '' }, 400],
    ['a length that is none', { 'Upload-Length': '12x' }, 400],
    ['no metadata', { 'Upload-Metadata': '' }, 400],
    ['metadata that is no Base64', { 'Upload-Metadata': 'filename ???' }, 400],
    ['parts to be joined', { 'Upload-Concat': 'partial' }, 400],
  ])('a request with %s is refused', async (_what, changed, status) => {
    const given = {
      ...tusHeaders,
      'Upload-Length': '1000',
      'Upload-Metadata': metadataHeader({ filename: 'a.mp4', conferenceId }),
      ...changed,
    };
    const headers = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    const answer = await app.as('organizer')('/api/v1/uploads', { method: 'POST', headers });
    expect([answer.status, (await problem(answer)).status]).toEqual([status, status]);
    expect(app.uploads.store.inState('arriving')).toEqual([]);
  });

  it('bytes of another type, or without an offset, are refused', async () => {
    const { url } = await start();
    const patch = (headers: Record<string, string>) =>
      app.as('organizer')(url, { method: 'PATCH', headers: { ...tusHeaders, ...headers }, body: 'x' });
    const answers = [
      await patch({ 'Content-Type': 'text/plain', 'Upload-Offset': '0' }),
      await patch({ 'Content-Type': 'application/offset+octet-stream' }),
      await patch({ 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '-1' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([415, 400, 400]);
  });

  it('other sites are told nothing', async () => {
    const headers = { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'POST' };
    const answer = await app.as('organizer')('/api/v1/uploads', { method: 'OPTIONS', headers });
    const names = [...answer.headers.keys()];
    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answer.headers.get('tus-extension')).toBe(
      'creation,creation-with-upload,creation-defer-length,termination,expiration',
    );
  });
});

describe('after a crash', () => {
  const again = async () => {
    await app.uploads.order.reconcile();
    await app.uploads.settling.idle();
  };

  it('a file that became whole in the last moment is taken', async () => {
    const { url } = await start();
    writeFileSync(join(app.dataDir, 'uploads', url.split('/').at(-1) ?? ''), clip);
    await again();
    expect(await read(url)).toMatchObject({ state: 'taken', sha256: clipSha256 });
  });

  it('rows count what is on the disk; files without a row and rows without a file go', async () => {
    const [here, gone] = [await start(), await start()];
    const fileOf = (url: string) => join(app.dataDir, 'uploads', url.split('/').at(-1) ?? '');
    truncateSync(fileOf(here.url), 700);
    rmSync(fileOf(gone.url));
    writeFileSync(join(app.dataDir, 'uploads', 'f'.repeat(32)), 'left over');
    await again();
    expect((await read(here.url)).offsetBytes).toBe(700);
    expect((await app.as('organizer')(gone.url)).status).toBe(404);
    expect(filesLeft()).toEqual([here.url.split('/').at(-1)]);
  });

  it('an upload whose file was lost while it was checked says so', async () => {
    const { url } = await start();
    const id = url.split('/').at(-1) ?? '';
    app.uploads.store.setWhole(id, now);
    rmSync(join(app.dataDir, 'uploads', id));
    await again();
    expect(await read(url)).toMatchObject({ state: 'refused', reason: expect.stringContaining('lost') });
    expect(existsSync(join(app.dataDir, 'uploads', id))).toBe(false);
  });
});
