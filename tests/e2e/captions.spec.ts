import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { drawn, signIn } from './support/organizing.ts';
import { readScene } from './support/scene.ts';
import { expect, test } from './support/test.ts';

const subRip = (words: string) => ({
  name: 'talk.de.srt',
  mimeType: 'application/x-subrip',
  buffer: Buffer.from(`1\n00:00:01,000 --> 00:00:03,000\n${words}\n`),
});

test('captions are uploaded, taken, replaced, deleted and brought back on the page of a recording', async ({
  page,
}) => {
  const { captioned } = readScene();
  await signIn(page);
  await page.goto(`/organize/recordings/${captioned.recordingId}`);
  await drawn(page);
  const captions = page.getByRole('region', { name: 'Captions' });
  const german = captions.getByRole('listitem').filter({ hasText: 'German' });
  const bring = async (words: string) => {
    await captions.getByLabel('File').setInputFiles(subRip(words));
    await expect(captions.getByLabel('Language')).toHaveValue('de');
    await captions.getByRole('button', { name: 'Upload' }).click();
    await expect(captions.getByRole('status')).toContainText('German');
    await expect(captions.getByLabel('Language')).toHaveValue('');
  };
  const taken = async () => {
    const download = page.waitForEvent('download');
    await german.getByRole('link', { name: /WebVTT/ }).click();
    return readFile(await (await download).path(), 'utf8');
  };

  await captions.getByRole('button', { name: 'Upload' }).click();
  await expect(captions.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(2);

  await bring('Guten Tag');
  await expect(german).toHaveCount(1);
  expect(await taken()).toMatch(/^WEBVTT[\s\S]*00:01\.000 --> 00:0?0?:?03\.000[\s\S]*Guten Tag/);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  await bring('Guten Abend');
  await expect(german).toHaveCount(1);
  expect(await taken()).toContain('Guten Abend');

  await german.getByRole('button', { name: /Delete|Remove/ }).click();
  await expect(german).toHaveCount(0);
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(german).toHaveCount(1);
  expect(await taken()).toContain('Guten Abend');

  await german.getByRole('button', { name: /Delete|Remove/ }).click();
  await expect(german).toHaveCount(0);
});
