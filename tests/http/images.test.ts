import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conference, EditedConference, StoredImage, Talk } from '#server/contract/wire.ts';
import { createImages } from '#server/features/images/images.ts';
import { backupLibrary } from '#server/features/library-care/backup.ts';
import { checkLibrary } from '#server/features/library-care/check-library.ts';
import { restoreLibrary } from '#server/features/library-care/restore.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const path = '/api/v1/organize/images';
const upload = (bytes: Buffer, type = 'image/png') =>
  app.as('organizer')(path, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': type },
  });

const plain = (width = 64, height = 48) =>
  sharp({ create: { width, height, channels: 3, background: '#2266aa' } });

async function stored(bytes: Buffer): Promise<StoredImage> {
  const response = await upload(bytes);
  expect(response.status).toBe(201);
  return (await response.json()) as StoredImage;
}

async function send<T>(method: string, to: string, body: unknown, edition?: number): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(edition && { 'if-match': `"${edition}"` }) };
  const response = await app.as('organizer')(to, { method, headers, body: JSON.stringify(body) });
  expect(response.status, `${method} ${to}`).toBeLessThan(300);
  return (await response.json()) as T;
}

async function conferenceWith(logoId: string): Promise<EditedConference> {
  const { thing } = await send<{ thing: EditedConference }>('POST', '/api/v1/organize/conferences', {
    texts: { en: { title: 'Pictured' } },
    logoId,
    logoAlt: 'Three waves',
  });
  return thing;
}

/** A PNG whose header claims another size than its pixels have. */
function claiming(png: Buffer, edge: number): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(edge, 16);
  bytes.writeUInt32BE(edge, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

describe('pictures', () => {
  it.each(['png', 'jpeg', 'webp', 'avif', 'gif'] as const)(
    'are made anew from %s, as WebP',
    async (format) => {
      const image = await stored(await plain(1600, 800).toFormat(format).toBuffer());
      expect(image).toMatchObject({ width: 1200, height: 600 });
      const large = await app.as('organizer')(image.url);
      expect(large.headers.get('content-type')).toBe('image/webp');
      const bytes = Buffer.from(await large.arrayBuffer());
      expect((await sharp(bytes).metadata()).format).toBe('webp');
      const small = await app.as('organizer')(`${image.url}?w=400`);
      expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).width).toBe(400);
    },
  );

  it('keep nothing of what a camera wrote into them, and stand upright', async () => {
    const withPlace = await plain(200, 100)
      .withExif({ IFD0: { Copyright: 'Secret Place' }, IFD3: { GPSLatitude: '52/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const image = await stored(withPlace);
    expect([image.width, image.height]).toEqual([100, 200]);
    const bytes = Buffer.from(await (await app.as('organizer')(image.url)).arrayBuffer());
    const { exif, icc, xmp } = await sharp(bytes).metadata();
    expect([exif, icc, xmp]).toEqual([undefined, undefined, undefined]);
    expect(bytes.includes('Secret Place')).toBe(false);
  });

  it('are refused in a sentence when they are none, damaged, too large or bombs; nothing is left behind', async () => {
    const whole = await plain(400, 400).png().toBuffer();
    const bomb = claiming(whole, 60_000);
    const cases: [what: string, bytes: Buffer, status: number][] = [
      ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 415],
      ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 415],
      ['a signature alone', whole.subarray(0, 8), 400],
      ['half a file', whole.subarray(0, whole.length / 2), 400],
      ['a wide picture', await plain(8001, 10).png().toBuffer(), 413],
      ['a bomb', bomb, 413],
      ['11 MB', Buffer.concat([whole, Buffer.alloc(11 * 1024 * 1024)]), 413],
      ['nothing', Buffer.alloc(0), 400],
    ];
    for (const [what, bytes, status] of cases) {
      const response = await upload(bytes);
      expect(response.status, what).toBe(status);
      expect(((await response.json()) as { title: string }).title, what).toMatch(/^[A-Z].+\.$/);
    }
    expect(readdirSync(app.dataDir)).not.toContain('images');
    const asViewer = await app.as('viewer')(path, { method: 'POST', body: new Uint8Array(whole) });
    expect(asViewer.status).toBe(403);
  });

  it('of a draft are for its organizers, of a public conference for everybody, for ever', async () => {
    const image = await stored(await plain().png().toBuffer());
    expect((await app.fetch(image.url)).status).toBe(404);
    const conference = await conferenceWith(image.id);
    expect((await app.fetch(image.url)).status).toBe(404);
    expect((await app.as('otherOrganizer')(image.url)).status).toBe(404);
    const own = await app.as('admin')(image.url);
    expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    const to = `/api/v1/organize/conferences/${conference.id}`;
    await send('PATCH', to, { visibility: 'public' }, conference.edition);
    const seen = await app.fetch(image.url);
    expect([seen.status, seen.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    const shown = (await (await app.fetch('/api/v1/conferences/pictured')).json()) as Conference;
    expect(shown.logo).toEqual({ url: image.url, width: 64, height: 48, alt: 'Three waves' });
    expect(await (await app.fetch('/conferences/pictured')).text()).toMatch(
      new RegExp(`<img[^>]+src="${image.url}"[^>]+alt="Three waves"`),
    );
    expect((await app.fetch('/images/00000000000000000000000000000000')).status).toBe(404);
    expect((await app.fetch('/images/..%2Fportal.db')).status).toBe(404);
  });

  it('of speakers stand on their page and on their talks', async () => {
    const image = await stored(await plain().png().toBuffer());
    const { thing: ada } = await send<{ thing: { id: number } }>('POST', '/api/v1/organize/speakers', {
      names: [{ name: 'Ada Lovelace', kind: 'main' }],
      photoId: image.id,
    });
    const { thing: its } = await send<{ thing: EditedConference }>('POST', '/api/v1/organize/conferences', {
      texts: { en: { title: 'Days' } },
      visibility: 'public',
    });
    await send('POST', '/api/v1/organize/talks', {
      conferenceId: its.id,
      texts: { en: { title: 'Engines' } },
      visibility: 'public',
      speakers: [{ speakerId: ada.id, name: null, affiliation: null }],
    });
    const talk = (await (await app.fetch('/api/v1/talks/engines')).json()) as Talk;
    expect(talk.people[0]?.photo?.url).toBe(image.url);
    expect(await (await app.fetch('/talks/engines')).text()).toContain(image.url);
    expect(await (await app.fetch('/speakers/ada-lovelace')).text()).toContain(image.url);
    expect((await app.fetch(image.url)).status).toBe(200);
  });

  it('that nothing uses are collected after a day, with files that no row knows', async () => {
    const used = await stored(await plain().png().toBuffer());
    const unused = await stored(await plain(32, 32).png().toBuffer());
    await conferenceWith(used.id);
    const folder = join(app.dataDir, 'images');
    writeFileSync(join(folder, 'stray.tmp'), 'half');
    utimesSync(join(folder, 'stray.tmp'), 1, 1);
    const images = (now: number) =>
      createImages({ db: app.db, dataDir: app.dataDir, onTrouble: () => {}, now: () => now });
    await images(Date.now()).collect();
    expect(readdirSync(folder)).toHaveLength(4);
    await images(Date.now() + 25 * 3_600_000).collect();
    expect(readdirSync(folder).sort()).toEqual([`${used.id}.small.webp`, `${used.id}.webp`]);
    expect((await app.as('organizer')(unused.url)).status).toBe(404);
  });

  it('are in backups, come back from them, and are looked for by check-library', async () => {
    const image = await stored(await plain().png().toBuffer());
    await conferenceWith(image.id);
    const root = mkdtempSync(join(tmpdir(), 'rostrum-images-'));
    try {
      expect(await checkLibrary({ dataDir: app.dataDir, secondLookMs: 0 })).toEqual([]);
      await backupLibrary({ dataDir: app.dataDir, root: join(root, 'backups') });
      const back = join(root, 'back');
      await restoreLibrary({ from: join(root, 'backups'), dataDir: back });
      expect(readdirSync(join(back, 'images')).sort()).toEqual([
        `${image.id}.small.webp`,
        `${image.id}.webp`,
      ]);
      rmSync(join(app.dataDir, 'images', `${image.id}.webp`));
      writeFileSync(join(app.dataDir, 'images', 'other.webp'), 'x');
      const found = await checkLibrary({ dataDir: app.dataDir, secondLookMs: 0 });
      expect(found.map(({ kind }) => kind).sort()).toEqual(['image-missing', 'image-unknown']);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
