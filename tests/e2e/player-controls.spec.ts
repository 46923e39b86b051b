import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { captionedTalk, longTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

async function open(page: Page, path: string) {
  await page.goto(path);
  const watched = watching(page);
  await watched.ready();
  return watched;
}

/** Moves the still picture to a second and waits until it is drawn. */
async function seekTo(page: Page, seconds: number): Promise<void> {
  await page.locator('video').evaluate(
    (video: HTMLVideoElement, wanted) =>
      new Promise<void>((resolve) => {
        video.addEventListener('seeked', () => resolve(), { once: true });
        video.currentTime = wanted;
      }),
    seconds,
  );
}

test('captions are seen on the picture, as large and on the ground that was chosen, also the next time', async ({
  page,
}) => {
  const watched = await open(page, talkPath(captionedTalk));
  await watched.play();
  await watched.advances(0.2);
  await page.keyboard.press('k');
  await seekTo(page, 3);
  const picture = async () => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(400);
    const { data } = await sharp(await watched.video.screenshot())
      .removeAlpha()
      .resize(320, 180, { fit: 'fill' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return data;
  };
  const changedPixels = (one: Buffer, other: Buffer) => {
    let changed = 0;
    for (let at = 0; at < one.length; at += 3) {
      const difference = [0, 1, 2].map((more) => Math.abs((one[at + more] ?? 0) - (other[at + more] ?? 0)));
      if (Math.max(...difference) > 60) changed += 1;
    }
    return changed;
  };
  const bare = await picture();
  await page.keyboard.press('c');
  const usual = changedPixels(bare, await picture());
  expect(usual).toBeGreaterThan(100);
  await watched.openSettings(/^Caption size/);
  await watched.choose('Very large');
  expect(changedPixels(bare, await picture())).toBeGreaterThan(usual * 1.8);
  await watched.openSettings(/^Caption background/);
  await watched.choose('Outlined letters');
  const ground = () =>
    page
      .locator('media-controller')
      .evaluate((controller) => [controller.dataset.captionSize, controller.dataset.captionBackground]);
  expect(await ground()).toEqual(['huge', 'none']);
  await page.reload();
  await watched.ready();
  expect(await ground()).toEqual(['huge', 'none']);
});

test('a stretch is looped from A to B until the loop is ended, and is marked on the seek bar', async ({
  page,
}) => {
  const watched = await open(page, talkPath(captionedTalk));
  await watched.play();
  await watched.advances(0.2);
  await page.keyboard.press('k');
  await seekTo(page, 2);
  await page.keyboard.press('a');
  await expect(page.getByText('Loop from 0:02. Choose its end.')).toBeVisible();
  await seekTo(page, 3.5);
  await page.keyboard.press('b');
  await expect(page.getByText('Loop 0:02 – 0:03')).toBeVisible();
  await expect(page.locator('[data-mark="loop"]')).toHaveCount(1);
  const look = await watched.sample();
  await page.keyboard.press('k');
  await expect
    .poll(async () => (await look()).events.filter((name) => name === 'seeking').length)
    .toBeGreaterThan(1);
  expect(await watched.seconds()).toBeLessThan(3.9);
  await page.keyboard.press('x');
  await expect(page.locator('[data-mark="loop"]')).toHaveCount(0);
  await expect.poll(watched.seconds).toBeGreaterThan(4.2);
});

test('single frames, skips, chapters and what is loaded on the seek bar', async ({ page }) => {
  const watched = await open(page, talkPath(captionedTalk));
  await expect(page.locator('[data-mark="chapter"]')).toHaveCount(2);
  await expect(page.locator('[data-mark="loaded"]').first()).toBeAttached();
  await page.evaluate(() => {
    const video = document.querySelector('video');
    const note: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      document.documentElement.dataset.frame = String(mediaTime);
      video?.requestVideoFrameCallback(note);
    };
    video?.requestVideoFrameCallback(note);
  });
  const frame = () => page.evaluate(() => Number(document.documentElement.dataset.frame));
  await seekTo(page, 4.02);
  await expect.poll(frame).toBeCloseTo(4, 2);
  for (const [key, seconds] of [
    ['.', 4.04],
    ['.', 4.08],
    ['.', 4.12],
    [',', 4.08],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(frame).toBeCloseTo(seconds, 2);
  }
  await watched.showControls();
  await page.getByRole('button', { name: 'Back 10 seconds' }).click();
  await expect.poll(watched.seconds).toBe(0);
  await page.getByRole('button', { name: 'On 10 seconds' }).click();
  await expect.poll(watched.seconds).toBe(10);
});

test('the question mark lists every key', async ({ page }) => {
  await open(page, talkPath(captionedTalk));
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog.getByRole('term')).toHaveCount(22);
  await expect(dialog).toContainText('Loop from here (A)');
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the system’s media controls know the talk, skip, and see the position', async ({ page }) => {
  await page.addInitScript(() => {
    const handlers: Record<string, unknown> = {};
    Reflect.set(window, 'handlers', handlers);
    const { mediaSession } = navigator;
    const set = mediaSession.setActionHandler.bind(mediaSession);
    mediaSession.setActionHandler = (action, handler) => {
      handlers[action] = handler;
      set(action, handler);
    };
    const tell = mediaSession.setPositionState.bind(mediaSession);
    mediaSession.setPositionState = (state) => {
      Reflect.set(window, 'positionState', state);
      tell(state);
    };
  });
  const watched = await open(page, talkPath(longTalk));
  const press = (action: string, details: object = {}) =>
    page.evaluate(
      ([name, values]) => {
        const handlers: unknown = Reflect.get(window, 'handlers');
        const handler: unknown = handlers instanceof Object ? Reflect.get(handlers, name) : null;
        if (typeof handler === 'function') handler({ action: name, ...values });
      },
      [action, details] as const,
    );
  expect(await page.evaluate(() => navigator.mediaSession.metadata?.title)).toBe(
    await page.locator('h1').textContent(),
  );
  await press('seekforward');
  await expect.poll(watched.seconds).toBe(10);
  await press('seekbackward', { seekOffset: 4 });
  await expect.poll(watched.seconds).toBe(6);
  await press('seekto', { seekTime: 30 });
  await expect.poll(watched.seconds).toBe(30);
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'positionState') as unknown))
    .toMatchObject({ position: 30, playbackRate: 1 });
  await press('play');
  await watched.advances(0.3);
  await press('pause');
  await expect(watched.video).toHaveJSProperty('paused', true);
});

test('on a touch screen two taps at the side skip, one shows the controls', async ({ browser, baseURL }) => {
  const viewport = { width: 390, height: 780 };
  const context = await browser.newContext({ viewport, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const watched = await open(page, `${baseURL}${talkPath(longTalk)}`);
  const box = await watched.video.boundingBox();
  if (!box) throw new Error('The picture has no place.');
  const tapTwice = async (share: number) => {
    for (let taps = 0; taps < 2; taps += 1) {
      await page.touchscreen.tap(box.x + box.width * share, box.y + box.height * 0.3);
    }
  };
  await tapTwice(0.85);
  await expect.poll(watched.seconds).toBe(10);
  await tapTwice(0.15);
  await expect.poll(watched.seconds).toBe(0);
  await watched.play();
  const controller = page.locator('media-controller');
  await expect(controller).toHaveAttribute('userinactive', '', { timeout: 10_000 });
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height * 0.3);
  await expect(controller).not.toHaveAttribute('userinactive');
  await expect(page.getByRole('button', { name: 'On 10 seconds' })).toBeVisible();
  await context.close();
});

test('the next talk starts by itself only where that was asked for, and can be kept from it', async ({
  page,
}) => {
  const path = talkPath(captionedTalk);
  const watched = await open(page, path);
  const toEnd = async () => {
    await seekTo(page, 11.4);
    await page.keyboard.press('k');
    await expect(watched.video).toHaveJSProperty('ended', true);
  };
  const offer = page.getByRole('group', { name: 'Next talk' });
  await toEnd();
  await page.waitForLoadState('networkidle');
  await expect(offer).toHaveCount(0);
  await watched.openSettings(/^Play the next talk/);
  await watched.choose('On');
  await toEnd();
  await expect(offer).toBeVisible();
  expect((await new AxeBuilder({ page }).include('[data-player]').analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(offer).toHaveCount(0);
  await toEnd();
  await offer.getByRole('button', { name: 'Play now' }).click();
  await expect(page).not.toHaveURL(new RegExp(`${path}$`));
  await watched.ready();
  await watched.advances(0.3);
});
