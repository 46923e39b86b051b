import type { Page } from '@playwright/test';

/** What of a page, as it stands, is wider than the window, cut off, or a heading that nobody sees. */
export function layoutFaultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} wide, ${clientWidth} are seen`);
    const textOf = (element: Element) => (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60);
    const isSeen = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    /** Text for screen readers alone stands in a box of one pixel. */
    const isForReadersOnly = (element: Element) => {
      const box = element.getBoundingClientRect();
      return box.width <= 1 && box.height <= 1;
    };
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(element);
      const isCutting = [style.overflowX, style.overflowY].some((o) => o === 'hidden' || o === 'clip');
      if (!isCutting || textOf(element) === '' || !isSeen(element) || isForReadersOnly(element)) continue;
      // Lines left out on purpose end in an ellipsis.
      const isClamped = style.webkitLineClamp !== 'none' && style.webkitLineClamp !== '';
      const isTooWide = element.scrollWidth > element.clientWidth + 1;
      const isTooHigh = !isClamped && element.scrollHeight > element.clientHeight + 1;
      if (isTooWide || isTooHigh) faults.push(`cut: ${textOf(element)}`);
    }
    for (const heading of document.querySelectorAll('h1, h2, h3')) {
      const isHiddenForAll = heading.closest('[hidden], dialog:not([open])') !== null;
      if (isHiddenForAll || isForReadersOnly(heading)) continue;
      const box = heading.getBoundingClientRect();
      const isInPage = box.width > 0 && box.height > 0 && box.left >= 0 && box.right <= innerWidth + 1;
      if (!isSeen(heading) || !isInPage || textOf(heading) === '')
        faults.push(`not seen: ${textOf(heading)}`);
    }
    return faults;
  });
}
