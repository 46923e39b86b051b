import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, programme, take, talkRef, versionsOf } from '../support/recordings.ts';

const clips = clipBox();
let app: TestApp;
let recordingId: string;
let base: string;
let folder: string;
beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme('auto'));
  const file = await clips.make('talk.mp4');
  ({ recordingId } = await take(app, { file, path: 'talk.mp4', talk: talkRef(app, 'tokyo-databases') }));
  await app.work.drainJobs();
  const whole = versionsOf(app).find((row) => row.state === 'whole');
  base = `/hls/${recordingId}/${whole?.id}`;
  folder = join(app.dataDir, base);
});
afterAll(async () => {
  await app.close();
  clips.remove();
});

const organizer = () => ({
  authorization: `Bearer ${app.token('admin')}`,
});
const get = (path: string, headers: Record<string, string> = {}) => app.fetch(`${base}/${path}`, { headers });
const header = async (path: string, name: string) => (await get(path)).headers.get(name);

/** The path and headers exactly as given: fetch would tidy the one up and add to the other. */
function rawStatus(path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    request(app.url, { path, headers }, (res) => {
      res.resume();
      resolve(res.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('delivery of a public recording', () => {
  it.each([
    ['master.m3u8', 'application/vnd.apple.mpegurl', 'public, no-cache'],
    ['180p/index.m3u8', 'application/vnd.apple.mpegurl', 'public, no-cache'],
    ['180p/init.mp4', 'video/mp4', 'public, max-age=31536000, immutable'],
    ['180p/seg-00000.m4s', 'video/mp4', 'public, max-age=31536000, immutable'],
    ['audio-1/seg-00000.m4s', 'audio/mp4', 'public, max-age=31536000, immutable'],
    ['poster.jpg', 'image/jpeg', 'public, no-cache'],
    ['downloads/180p.mp4', 'video/mp4', 'public, no-cache'],
    ['downloads/audio.m4a', 'audio/mp4', 'public, no-cache'],
  ])('serves %s as %s, %s, to every site', async (path, type, cache) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('cache-control')).toBe(cache);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(join(folder, path)))).toBe(true);
    const etag = answer.headers.get('etag') ?? '';
    expect(etag.startsWith('W/')).toBe(path.endsWith('.m3u8'));
    expect(await rawStatus(`${base}/${path}`, { 'if-none-match': etag })).toBe(304);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])(
    'answers %s with 405, saying what is possible',
    async (method) => {
      const answer = await app.fetch(`${base}/master.m3u8`, { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    },
  );

  it('serves byte ranges, and says which cannot be', async () => {
    const bytes = readFileSync(join(folder, '180p/seg-00000.m4s'));
    const part = await get('180p/seg-00000.m4s', { range: 'bytes=10-19' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
    const tail = await get('180p/seg-00000.m4s', { range: 'bytes=-5' });
    expect(Buffer.from(await tail.arrayBuffer()).equals(bytes.subarray(-5))).toBe(true);
    const beyond = await get('180p/seg-00000.m4s', { range: `bytes=${bytes.length}-` });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('cache-control')).not.toContain('immutable');
  });

  it('answers 304 to who has it, by tag and by time, and HEAD without a body', async () => {
    const first = await get('180p/seg-00000.m4s');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[!-~]+"$/);
    expect(await rawStatus(`${base}/180p/seg-00000.m4s`, { 'if-none-match': etag })).toBe(304);
    const since = first.headers.get('last-modified') ?? '';
    expect(await rawStatus(`${base}/180p/seg-00000.m4s`, { 'if-modified-since': since })).toBe(304);
    expect(await header('180p/init.mp4', 'etag')).not.toBe(etag);
    const head = await app.fetch(`${base}/180p/seg-00000.m4s`, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(first.headers.get('content-length'));
    expect(await head.text()).toBe('');
    const stale = await get('180p/seg-00000.m4s', { range: 'bytes=0-1', 'if-range': '"other"' });
    expect(stale.status).toBe(200);
  });

  it('names downloads after the talk, in any script, safely', async () => {
    expect(await header('downloads/180p.mp4', 'content-disposition')).toBe(
      `attachment; filename="talk (180p).mp4"; filename*=UTF-8''${encodeURIComponent('東京の朝とデータベース (180p).mp4').replaceAll('(', '%28').replaceAll(')', '%29')}`,
    );
    expect(await header('180p/init.mp4', 'content-disposition')).toBeNull();
  });

  it('gives way to no path out of its folder', async () => {
    writeFileSync(join(app.dataDir, 'hls', 'secret.jpg'), 'secret');
    symlinkSync(join(app.dataDir, 'portal.db'), join(folder, 'link.jpg'));
    symlinkSync(app.dataDir, join(folder, 'linked'));
    writeFileSync(join(app.dataDir, 'aside.jpg'), 'secret');
    writeFileSync(join(folder, 'note.txt'), 'secret');
    writeFileSync(join(folder, '.hidden.jpg'), 'secret');
    const tries = [
      `${base}/../../../portal.db`,
      `${base}/..%2f..%2f..%2fportal.db`,
      `${base}/%2e%2e/%2e%2e/secret.jpg`,
      `${base}/..%5c..%5csecret.jpg`,
      `${base}/%2e%2e%2f%2e%2e%2fsecret.jpg`,
      `${base}/180p%2f..%2fmaster.m3u8`,
      `${base}/master.m3u8%00`,
      `${base}/%00/master.m3u8`,
      `${base}/link.jpg`,
      `${base}/linked/aside.jpg`,
      `${base}/.hidden.jpg`,
      `${base}/note.txt`,
      `${base}/`,
      `${base}`,
      `${base}/180p`,
      `${base}/none.m4s`,
      `/hls/${recordingId}/../secret.jpg`,
      `/hls/../portal.db`,
      `/hls/x/${base.split('/').at(-1)}/master.m3u8`,
      `/hls/${recordingId}/${'0'.repeat(32)}/master.m3u8`,
      `//hls/etc/passwd`,
    ];
    for (const path of tries) expect(await rawStatus(path), path).toBe(404);
    expect(await rawStatus(`${base}/%zz.jpg`)).toBe(400);
  });
});

describe('delivery of what is not public', () => {
  const setPublication = (publication: string) =>
    app.db.prepare('UPDATE recordings SET publication = ? WHERE id = ?').run(publication, recordingId);

  it('is for those who organize its conference: not for others, and for nobody once it is in the bin', async () => {
    const conference = app.db.prepare("SELECT id FROM conferences WHERE slug = 'dataconf'").pluck().get();
    app.giveConference('organizer', Number(conference));
    const statuses = () =>
      Promise.all(
        (['viewer', 'otherOrganizer', 'organizer', 'admin'] as const).map(async (role) => {
          const answer = await app.as(role)(`${base}/master.m3u8`);
          await answer.body?.cancel();
          return answer.status;
        }),
      );
    setPublication('review');
    expect(await statuses()).toEqual([404, 404, 200, 200]);
    const put = (table: string, deletedMs: number | null) =>
      app.db.prepare(`UPDATE ${table} SET deleted_ms = ?`).run(deletedMs);
    for (const table of ['recordings', 'talks', 'conferences']) {
      put(table, Date.now());
      expect([table, await statuses()]).toEqual([table, [404, 404, 404, 404]]);
      put(table, null);
    }
    setPublication('published');
  });

  it('is for organizers only, kept by nobody, and 404 for everyone else', async () => {
    setPublication('review');
    for (const path of ['master.m3u8', '180p/seg-00000.m4s', 'poster.jpg', 'downloads/180p.mp4']) {
      const refused = await get(path);
      expect(refused.status, path).toBe(404);
      expect(refused.headers.get('cache-control')).toBe('no-store');
      expect((await get(path, { authorization: 'Bearer wrong' })).status).toBe(404);
      const shown = await get(path, organizer());
      expect(shown.status).toBe(200);
      expect(shown.headers.get('cache-control')).toBe('private, no-store');
      expect(shown.headers.get('access-control-allow-origin')).toBeNull();
    }
    setPublication('published');
    expect((await get('master.m3u8')).status).toBe(200);
  });

  it('is a recording of a talk whose speaker opted out', async () => {
    const plan = app.db.prepare("UPDATE talks SET recording_plan = ? WHERE slug = 'tokyo-databases'");
    plan.run('opted_out');
    expect((await get('master.m3u8')).status).toBe(404);
    plan.run('will');
    expect((await get('master.m3u8')).status).toBe(200);
  });
});

describe('versions that come and go', () => {
  const setState = (id: string, state: string, servedUntilMs: number | null) =>
    app.db
      .prepare('UPDATE versions SET state = ?, served_until_ms = ? WHERE id = ?')
      .run(state, servedUntilMs, id);

  it('serve the playlists of a growing version uncached, its segments for ever', async () => {
    const id = base.split('/').at(-1) ?? '';
    setState(id, 'growing', null);
    const playlist = await get('master.m3u8');
    expect(playlist.headers.get('cache-control')).toBe('no-store');
    expect(await header('180p/index.m3u8', 'cache-control')).toBe('no-store');
    expect(await header('180p/seg-00000.m4s', 'cache-control')).toContain('immutable');
    setState(id, 'whole', null);
  });

  it('serve a retired version for a day, and then no more', async () => {
    const retired = versionsOf(app).find((row) => row.state === 'retired');
    const url = `/hls/${recordingId}/${retired?.id}/master.m3u8`;
    const until = app.db
      .prepare<[], { at: number }>("SELECT served_until_ms AS at FROM versions WHERE state = 'retired'")
      .get();
    expect(Math.abs((until?.at ?? 0) - Date.now() - 24 * 3_600_000)).toBeLessThan(600_000);
    expect((await app.fetch(url)).status).toBe(200);
    setState(retired?.id ?? '', 'retired', Date.now() - 1);
    expect((await app.fetch(url)).status).toBe(404);
    await app.work.recordings.order.collectGarbage();
    expect(versionsOf(app).map((row) => row.state)).toEqual(['whole']);
    expect(disorderOf(app)).toEqual([]);
  });

  it('die with their addresses when the recording is unpublished, also after it is published again', async () => {
    expect((await get('master.m3u8')).status).toBe(200);
    await app.work.recordings.publication.unpublish(recordingId);
    expect((await get('master.m3u8')).status).toBe(404);
    expect((await get('180p/seg-00000.m4s')).status).toBe(404);
    expect((await get('master.m3u8', organizer())).status).toBe(404);
    app.work.recordings.publication.publish(recordingId);
    expect((await get('master.m3u8')).status).toBe(404);
    const [version] = versionsOf(app);
    expect(version?.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await app.fetch(`/hls/${recordingId}/${version?.id}/180p/seg-00000.m4s`)).status).toBe(200);
    expect(app.catalogue.talk('tokyo-databases', 'en')).toMatchObject({
      talk: { recording: { playlistUrl: `/hls/${recordingId}/${version?.id}/master.m3u8` } },
    });
  });
});
