import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLongRun } from '../support/long-run.ts';
import { startPortal } from './support/portal.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

const playableWithinMs = 120_000;
const readyWithinMs = 180_000;

/** Statuses of all recordings of the example, in the order of its programme. */
async function statuses(url: string): Promise<{ slug: string; status: string }[]> {
  const list = await (await fetch(`${url}/api/v1/talks?sort=programme`)).json();
  return Promise.all(
    list.items.map(async ({ slug }: { slug: string }) => {
      const talk = await (await fetch(`${url}/api/v1/talks/${slug}`)).json();
      return { slug, status: talk.recording?.status ?? 'none' };
    }),
  );
}

test('an empty library gets eight sample talks: all play within 2 minutes and are ready within 3', async ({
  page,
}) => {
  test.skip(!isLongRun, 'minutes of encoding: npm test -- --long');
  test.setTimeout(300_000);
  const dataDir = await mkdtemp(join(tmpdir(), 'rostrum-samples-'));
  const portal = await startPortal(dataDir, { EXAMPLE: 'on' });
  const upMs = performance.now();
  const afterMs = () => performance.now() - upMs;
  try {
    let playableMs: number | null = null;
    let readyMs: number | null = null;
    while (readyMs === null && afterMs() < readyWithinMs) {
      const now = await statuses(portal.url);
      const isEach = (...wanted: string[]) =>
        now.length === 8 && now.every(({ status }) => wanted.includes(status));
      if (isEach('playable', 'ready')) playableMs ??= afterMs();
      if (isEach('ready')) readyMs = afterMs();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(playableMs, JSON.stringify(await statuses(portal.url))).not.toBeNull();
    expect(playableMs).toBeLessThan(playableWithinMs);
    expect(readyMs).not.toBeNull();

    for (const { slug } of await statuses(portal.url)) {
      await page.goto(`${portal.url}/talks/${slug}`);
      await expect(page.getByText('generated sample')).toBeVisible();
      await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
      const watched = watching(page);
      await watched.ready();
      await watched.play();
      await watched.advances(1);
      expect(await watched.colours()).toBeGreaterThan(2);
    }
  } finally {
    await portal.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
