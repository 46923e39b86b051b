import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

test('the picture decodes and time advances', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(2);
  expect(await watched.colours()).toBeGreaterThan(4);
});

test('the player takes the place of the plain video without moving the page', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.set(window, 'shift', 0);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value } = entry as PerformanceEntry & { value: number }; // LayoutShift is not in the DOM library
        Reflect.set(window, 'shift', Number(Reflect.get(window, 'shift')) + value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(talkPath(captionedTalk));
  await watching(page).ready();
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => Number(Reflect.get(window, 'shift')))).toBeLessThan(0.01);
});

test('the seek bar goes to a place in the talk', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  const bar = page.getByRole('slider', { name: 'seek' });
  const box = await bar.boundingBox();
  if (!box) throw new Error('The seek bar has no place.');
  await page.mouse.click(box.x + box.width * 0.75, box.y + box.height / 2);
  await expect.poll(watched.seconds).toBeGreaterThan(8);
  expect(await watched.seconds()).toBeLessThan(10);
  await watched.play();
  await watched.advances(0.5);
});

test('a link with a time starts there', async ({ page }) => {
  await page.goto(talkPath(captionedTalk, '?t=7'));
  const watched = watching(page);
  await watched.ready();
  await expect.poll(watched.seconds).toBeCloseTo(7, 0);
  await page.goto(talkPath(captionedTalk, '?t=0m5s'));
  await watched.ready();
  await expect.poll(watched.seconds).toBeCloseTo(5, 0);
});

test('a fixed quality changes the decoded picture, and stays chosen', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.openSettings(/^Quality/);
  await expect(page.getByRole('menuitemradio').first()).toHaveText(/^Auto \(\d+p\)$/);
  await watched.choose('240p');
  await expect.poll(watched.height).toBe(240);
  await watched.play();
  await watched.advances(1);
  expect(await watched.height()).toBe(240);
  await watched.openSettings(/^Quality/);
  await watched.choose('720p');
  await expect.poll(watched.height).toBe(720);
});

test('the speed keeps its pitch and is remembered', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.openSettings(/^Speed/);
  await expect(page.getByRole('menuitemradio')).toHaveCount(26);
  await watched.choose('2×');
  const speed = () =>
    watched.video.evaluate((element: HTMLVideoElement) => [element.playbackRate, element.preservesPitch]);
  expect(await speed()).toEqual([2, true]);
  const started = Date.now();
  await watched.play();
  await watched.advances(4);
  expect(Date.now() - started).toBeLessThan(4000);
  await page.reload();
  await watched.ready();
  expect(await speed()).toEqual([2, true]);
});

test('captions show the line that is spoken, and are remembered', async ({ page }) => {
  await page.goto(talkPath(captionedTalk, '?t=3'));
  const watched = watching(page);
  await watched.ready();
  const line = () =>
    watched.video.evaluate((element: HTMLVideoElement) => {
      const track = Array.from(element.textTracks).find(({ mode }) => mode === 'showing');
      const cue = track?.activeCues?.[0];
      return cue instanceof VTTCue ? cue.text : null;
    });
  expect(await line()).toBeNull();
  await watched.showControls();
  const button = page.getByRole('button', { name: 'Captions' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(line).toBe('Line 3');
  await page.reload();
  await watched.ready();
  await expect.poll(line).toBe('Line 3');
  await page.keyboard.press('c');
  await expect.poll(line).toBeNull();
});

test('another language of the sound can be chosen', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  const requested = page.waitForRequest(/audio-2\/seg-/);
  await watched.openSettings(/^Audio/);
  await watched.choose(/рус|Rus/i);
  await requested;
  await watched.play();
  await watched.advances(1);
});

test('the menu is a menu for the keyboard too', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  await watching(page).ready();
  const button = page.getByRole('button', { name: 'Settings' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^Quality/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /^Speed/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menuitemradio', { name: /^1× · Normal/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('menuitem', { name: /^Speed/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(button).toBeFocused();
});

test('the picture fills the screen and comes back', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  await watching(page).ready();
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await page.keyboard.press('f');
  await expect.poll(isFull).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(isFull).toBe(false);
});

test('the picture goes out of the page and comes back', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  const isOut = () => page.evaluate(() => document.pictureInPictureElement?.localName === 'video');
  await page.keyboard.press('i');
  await expect.poll(isOut).toBe(true);
  await watched.showControls();
  await page.locator('media-pip-button').click();
  await expect.poll(isOut).toBe(false);
});

test('every control is large enough for a finger on a phone', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(`${baseURL}${talkPath(captionedTalk)}`);
  await watching(page).ready();
  const small = await page.evaluate(() =>
    Array.from(
      document.querySelectorAll(
        '[data-player] :is(button, media-play-button, media-mute-button, media-fullscreen-button, media-time-range)',
      ),
    )
      .filter((element) => element.checkVisibility())
      .map((element) => ({ name: element.localName, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 44 || box.height < 44 || box.left < 0 || box.right > innerWidth)
      .map(({ name, box }) => `${name} ${box.width}x${box.height} at ${box.left}`),
  );
  expect(small).toEqual([]);
  await context.close();
});
