import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePosterForms, withPosterForms } from '#server/transcode/poster-forms.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rostrum-forms-'));
  const picture = sharp({ create: { width: 1280, height: 720, channels: 3, background: '#446688' } });
  await picture.jpeg().toFile(join(dir, 'poster.jpg'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('a poster has forms for cards, phones and itself, as WebP', async () => {
  const forms = await makePosterForms(dir, { path: 'poster.jpg', width: 1280, height: 720 });
  expect(forms).toEqual([
    { path: 'poster-400.webp', width: 400, height: 225 },
    { path: 'poster-800.webp', width: 800, height: 450 },
    { path: 'poster-1280.webp', width: 1280, height: 720 },
  ]);
  for (const { path, width } of forms) {
    const found = await sharp(await readFile(join(dir, path))).metadata();
    expect([found.format, found.width]).toEqual(['webp', width]);
  }
});

test('a narrow poster is not made wider', async () => {
  const forms = await makePosterForms(dir, { path: 'poster.jpg', width: 320, height: 180 });
  expect(forms.map(({ width }) => width)).toEqual([320]);
});

test('a poster that cannot be read stays as it is', async () => {
  const poster = { path: 'missing.jpg', width: 1280, height: 720 };
  expect(await withPosterForms(dir, poster)).toEqual(poster);
});
