import { expect, type Page } from '@playwright/test';

/** Where the focus stands, through shadow roots, and what is wrong with it there. */
export interface Stop {
  /** Element, address and name: `a /speakers Speakers`. */
  name: string;
  faults: string[];
}

/** Somebody who goes through pages by keys alone; each stop is held to WCAG 2.2: 2.4.3, 2.4.7, 2.4.11. */
export interface TabWalk {
  /** Presses a key and holds the stop that it leads to to the rules. */
  press(key: string): Promise<Stop>;
  /** Presses Tab, or another key, until the focus is on what is wanted. */
  to(wanted: RegExp, key?: string): Promise<Stop>;
  /** Presses Tab from the top of the page until it leaves it; gives every stop. Fails where it is caught. */
  throughPage(): Promise<Stop[]>;
}

const mostStops = 250;

export function tabWalk(page: Page): TabWalk {
  const hold = (stop: Stop) => expect(stop.faults, stop.name).toEqual([]);
  const press = async (key: string) => {
    await page.keyboard.press(key);
    const stop = await stopOf(page);
    hold(stop);
    return stop;
  };
  return {
    press,
    async to(wanted, key = 'Tab') {
      const seen: string[] = [];
      for (let presses = 0; presses < mostStops; presses += 1) {
        const stop = await press(key);
        if (wanted.test(stop.name)) return stop;
        seen.push(stop.name);
      }
      throw new Error(`${key} never led to ${wanted}: ${seen.join(', ')}`);
    },
    async throughPage() {
      const stops: Stop[] = [];
      for (;;) {
        await page.keyboard.press('Tab');
        const stop = await stopOf(page);
        if (stop.name.startsWith('body')) return stops;
        hold(stop);
        stops.push(stop);
        if (stops.length > mostStops) throw new Error(`Tab is caught at ${stop.name}.`);
      }
    },
  };
}

/** Where the focus stands now. */
export function stopOf(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    let element = document.activeElement ?? document.body;
    const path: Element[] = [element];
    for (let inner = element.shadowRoot?.activeElement; inner; inner = inner.shadowRoot?.activeElement) {
      element = inner;
      path.push(inner);
    }
    const words = (path[0]?.getAttribute('aria-label') ?? element.getAttribute('aria-label') ?? '').trim();
    const name = [
      path[0]?.localName,
      path[0]?.getAttribute('href'),
      words || (path[0]?.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60),
    ]
      .filter(Boolean)
      .join(' ');
    if (element === document.body || element === document.documentElement)
      return { name, faults: ['the focus is lost'] };

    const faults: string[] = [];
    /** A ring around the element itself, or around what stands for it: its card, its field, its host. */
    const rings: Element[] = [...path];
    for (let up = path[0]?.parentElement, steps = 0; up && steps < 5; up = up.parentElement, steps += 1)
      rings.push(up);
    const hasRing = rings.some((ring, index) => {
      const style = getComputedStyle(ring);
      const hasOutline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
      const isOwn = index < path.length;
      return hasOutline || (isOwn && style.boxShadow !== 'none');
    });
    if (!hasRing && element.localName !== 'main') faults.push('the focus is not seen');

    const box = element.getBoundingClientRect();
    const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!isSeen) faults.push('it is outside of the window');
    const topmost = (x: number, y: number) => {
      let found = document.elementFromPoint(x, y);
      while (found?.shadowRoot) {
        const inner = found.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === found) break;
        found = inner;
      }
      return found;
    };
    const places = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.15, 0.5, 0.85].map((y) => [box.left + box.width * x, box.top + box.height * y] as const),
    );
    const isUncovered = places.some(([x, y]) => {
      const top = topmost(x, y);
      // Its own parts, the link laid over the whole card, and the box around it all count as seen.
      return top !== null && (path.some((one) => one.contains(top) || top.contains(one)) || top === element);
    });
    if (isSeen && !isUncovered && element.localName !== 'main' && box.width > 2)
      faults.push('something covers it');
    return { name, faults };
  });
}
