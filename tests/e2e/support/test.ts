import { test as base, expect, type Page } from '@playwright/test';
import { openScene, type Scene } from './scene.ts';

/** What went wrong on a page without breaking a test's own steps. */
export interface Trouble {
  /** Lets console errors that match be: only for what a test causes on purpose. */
  allow(pattern: RegExp): void;
}

/**
 * The test of this suite: pages know the portal's address, and any console error, uncaught exception or violation of
 * the Content-Security-Policy fails the test.
 */
export const test = base.extend<{ trouble: Trouble }, { scene: Scene }>({
  scene: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from the pattern
    async ({}, use) => {
      const { scene, stop } = await openScene();
      await use(scene);
      await stop();
    },
    { scope: 'worker', auto: true },
  ],
  baseURL: async ({ scene }, use) => {
    await use(scene.url);
  },
  trouble: [
    async ({ context }, use) => {
      const found: string[] = [];
      const allowed: RegExp[] = [];
      const watch = (page: Page) => {
        page.on('pageerror', ({ message }) => {
          // The browser's own word for moving between pages without the animation: it was too late for it.
          if (!/^Transition was (aborted|skipped)/.test(message))
            found.push(`${page.url()}: uncaught ${message}`);
        });
        page.on('console', (message) => {
          if (message.type() === 'error') found.push(`${page.url()}: ${message.text()}`);
        });
      };
      context.on('page', watch);
      for (const page of context.pages()) watch(page);
      await context.exposeFunction('reportViolation', (text: string) => found.push(text));
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const report: unknown = Reflect.get(window, 'reportViolation');
          const text = `${location.href}: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`;
          if (typeof report === 'function') report(text);
        });
      });
      await use({ allow: (pattern) => allowed.push(pattern) });
      expect(found.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
