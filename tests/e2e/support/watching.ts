import { expect, type Locator, type Page } from '@playwright/test';

/** How a playback went between two looks: what a viewer would have noticed. */
export interface Smoothness {
  looks: number;
  /** The largest jump of the position forward, against the clock and the playback rate, in seconds. */
  largestLeap: number;
  /** The longest time without progress, in milliseconds. */
  longestStillMs: number;
  hasGoneBack: boolean;
  /** Events that interrupt: pause, emptied, error, waiting, seeking. */
  events: string[];
}

/** The picture of a talk page, as a viewer meets it. */
export interface Watching {
  video: Locator;
  /** Moves as a viewer does, and waits until the player is there and has something to show. */
  ready(): Promise<void>;
  play(): Promise<void>;
  seconds(): Promise<number>;
  frames(): Promise<number>;
  height(): Promise<number>;
  /** Waits until the position grows by `seconds`, with new frames decoded. */
  advances(seconds?: number): Promise<void>;
  /** How many different colours the frame now shown has, on a coarse grid: 1 for a blank one. */
  colours(): Promise<number>;
  /** Moves the mouse over the picture, as the controls hide while nobody does. */
  showControls(): Promise<void>;
  openSettings(row: RegExp): Promise<void>;
  choose(option: string | RegExp): Promise<void>;
  /** From now on looks every 100 ms; the function tells how the playback went. */
  sample(): Promise<() => Promise<Smoothness>>;
  /** Addresses of the text tracks for the seek bar. */
  storyboards(): Promise<string[]>;
  /** From now on notes each of these events of the media element; the function tells which came. */
  noteEvents(names: readonly string[]): Promise<() => Promise<string[]>>;
}

/** Helpers around the player of `page`. */
export function watching(page: Page): Watching {
  const video = page.locator('video');
  const seconds = () => video.evaluate((element: HTMLVideoElement) => element.currentTime);
  const frames = () =>
    video.evaluate((element: HTMLVideoElement) => element.getVideoPlaybackQuality().totalVideoFrames);
  const showControls = async () => {
    await video.scrollIntoViewIfNeeded();
    const box = await video.boundingBox();
    if (!box) throw new Error('The picture has no place.');
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.move(box.x + 44, box.y + 44);
  };
  return {
    video,
    seconds,
    frames,
    height: () => video.evaluate((element: HTMLVideoElement) => element.videoHeight),
    async ready() {
      // The player comes at the viewer's first move; without one it takes its time.
      await page.mouse.move(3, 3);
      await page.mouse.move(5, 5);
      await expect(page.locator('[data-player="ready"]')).toBeVisible();
      await expect
        .poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState))
        .toBeGreaterThan(1);
    },
    async play() {
      await page.getByRole('button', { name: 'Play', exact: false }).first().click();
      await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.paused)).toBe(false);
    },
    async advances(by = 1) {
      const [fromSeconds, fromFrames] = [await seconds(), await frames()];
      await expect.poll(seconds, { timeout: 20_000 }).toBeGreaterThan(fromSeconds + by);
      expect(await frames()).toBeGreaterThan(fromFrames);
    },
    colours: () =>
      video.evaluate((element: HTMLVideoElement) => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [32, 18];
        const context = canvas.getContext('2d');
        if (!context) return 0;
        context.drawImage(element, 0, 0, 32, 18);
        const { data } = context.getImageData(0, 0, 32, 18);
        const seen = new Set<number>();
        for (let at = 0; at < data.length; at += 4) {
          seen.add(((data[at] ?? 0) >> 5) * 64 + ((data[at + 1] ?? 0) >> 5) * 8 + ((data[at + 2] ?? 0) >> 5));
        }
        return seen.size;
      }),
    showControls,
    async openSettings(row) {
      await showControls();
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('menuitem', { name: row }).click();
    },
    async choose(option) {
      await page.getByRole('menuitemradio', { name: option, exact: typeof option === 'string' }).click();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toBeHidden();
    },
    storyboards: () =>
      page.evaluate(() =>
        Array.from(
          document.querySelectorAll<HTMLTrackElement>('track[label="thumbnails"]'),
          ({ src }) => src,
        ),
      ),
    async sample() {
      await video.evaluate((element: HTMLVideoElement) => {
        const found = {
          looks: 0,
          largestLeap: 0,
          longestStillMs: 0,
          hasGoneBack: false,
          events: [] as string[],
        };
        Reflect.set(window, 'smoothness', found);
        for (const name of ['pause', 'emptied', 'error', 'waiting', 'seeking']) {
          element.addEventListener(name, () => found.events.push(name));
        }
        let [before, atMs, movedAtMs] = [element.currentTime, performance.now(), performance.now()];
        setInterval(() => {
          const [now, nowMs] = [element.currentTime, performance.now()];
          found.looks += 1;
          const expected = ((nowMs - atMs) / 1000) * element.playbackRate;
          found.largestLeap = Math.max(found.largestLeap, now - before - expected);
          found.hasGoneBack ||= now < before;
          if (now > before) movedAtMs = nowMs;
          else found.longestStillMs = Math.max(found.longestStillMs, nowMs - movedAtMs);
          [before, atMs] = [now, nowMs];
        }, 100);
      });
      return () => page.evaluate(() => Reflect.get(window, 'smoothness') as Smoothness); // put there just above
    },
    async noteEvents(names) {
      await video.evaluate((element: HTMLVideoElement, wanted) => {
        for (const name of wanted) {
          element.addEventListener(name, () => {
            element.dataset.noted = `${element.dataset.noted ?? ''} ${name}`;
          });
        }
      }, names);
      return () =>
        video.evaluate((element: HTMLVideoElement) =>
          (element.dataset.noted ?? '').split(' ').filter(Boolean),
        );
    },
  };
}
