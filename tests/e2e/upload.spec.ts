import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { CDPSession, Page } from '@playwright/test';
import { makeClip } from './support/clips.ts';
import { askApi, drawn, signIn } from './support/organizing.ts';
import { readScene } from './support/scene.ts';
import { openSlowLine } from './support/slow-line.ts';
import { expect, test } from './support/test.ts';

/** Far more than the buffers of a connection hold, so that it is still under way when it is paused. */
const bigBytes = 40 * 1024 * 1024;

/** A short film; a large one ends in a free box, which every player passes over. */
async function film(name: string, o: { seconds: number; isBig?: boolean }): Promise<string> {
  const file = join(readScene().folder, `${name}.mp4`);
  await makeClip(file, { seconds: o.seconds, size: '320x180', framesPerSecond: 10, audio: ['eng'] });
  if (o.isBig) {
    const free = Buffer.alloc(bigBytes, 7);
    free.writeUInt32BE(bigBytes, 0);
    free.write('free', 4, 'latin1');
    await writeFile(file, Buffer.concat([await readFile(file), free]));
  }
  return file;
}

const setOffline = (cdp: CDPSession, offline: boolean) =>
  cdp.send('Network.emulateNetworkConditions', {
    ...{ offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
  });

const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const shareOf = async (page: Page, name: string) =>
  Number(await rowOf(page, name).getByRole('progressbar').getAttribute('aria-valuenow'));

async function conferenceId(): Promise<number> {
  const { items } = (await (await askApi('/organize/conferences')).json()) as {
    items: Array<{ id: number }>;
  };
  return items[0]?.id ?? 0;
}

test('three recordings are uploaded; one goes on by itself after the line was gone, and after a reload when it is chosen again', async ({
  page,
  context,
  trouble,
}) => {
  test.setTimeout(120_000);
  trouble.allow(/Failed to load resource|ERR_INTERNET_DISCONNECTED|event-stream/);
  const [one, two, big] = await Promise.all([
    film('nobody knows one', { seconds: 1 }),
    film('nobody knows two', { seconds: 2 }),
    film('nobody knows three', { seconds: 3, isBig: true }),
  ]);
  const slow = await openSlowLine(readScene().url);
  await signIn(page);
  await page.goto(`${slow.url}/organize/conferences/${await conferenceId()}/upload?lang=en`);
  await drawn(page);
  await expect(page.getByText(/Up to 500 GB a file; there is room for/)).toBeVisible();

  const cdp = await context.newCDPSession(page);
  slow.setBytesPerSecond(1_000_000);
  await page.locator('input[type=file]').first().setInputFiles([one, two, big]);
  for (const name of ['nobody knows one', 'nobody knows two']) {
    await expect(rowOf(page, name)).toContainText('In the library');
    await expect(rowOf(page, name)).toContainText('Waits for matching');
  }
  await expect.poll(() => shareOf(page, 'three')).toBeGreaterThan(10);
  await setOffline(cdp, true);
  const lineIsGone = page.getByText('goes on by itself as soon as it can be again');
  await expect(lineIsGone).toBeVisible();
  // Bytes move again when the notice goes.
  await setOffline(cdp, false);
  await expect(lineIsGone).toBeHidden({ timeout: 30_000 });

  await rowOf(page, 'three')
    .getByRole('button', { name: /^Pause / })
    .click();
  await expect(rowOf(page, 'three')).toContainText('Paused');
  await page.reload();
  await drawn(page);
  await expect(rowOf(page, 'three')).toContainText('Choose the same file again');
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);

  slow.setBytesPerSecond(null);
  await page.locator('input[type=file]').first().setInputFiles(big);
  await expect(rowOf(page, 'three')).toContainText('In the library');
  const sha256 = createHash('sha256')
    .update(await readFile(big))
    .digest('hex');
  await expect(rowOf(page, 'three').getByText(sha256)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'three.mp4 is in the library' })).toBeAttached();
  await expect(rowOf(page, 'nobody knows')).toHaveCount(3);
  await page.goto('about:blank');
  await slow.close();
});

test('what cannot be uploaded is said in a sentence', async ({ page }) => {
  const { folder } = readScene();
  const [slides, fake] = [join(folder, 'slides.pdf'), join(folder, 'no film at all.mp4')];
  await writeFile(slides, 'not a recording');
  await writeFile(fake, 'not a recording either');
  await signIn(page);
  await page.goto(`/organize/conferences/${await conferenceId()}/upload?lang=en`);
  await drawn(page);
  await page.locator('input[type=file]').first().setInputFiles([slides, fake]);
  await expect(page.getByText(/1 file was left out/)).toBeVisible();
  await expect(page.getByText(/slides\.pdf/)).toBeVisible();
  await expect(rowOf(page, 'no film at all')).toContainText(
    '"no film at all.mp4" is not a video or sound file.',
  );
});
