import { filled } from '../i18n/fill.ts';
import { liveMessages, pageLocale } from '../i18n/live.ts';
import { browserKept } from './browser-kept.ts';

/** Shows on the pictures of talks how far they were watched, and keeps that up to date. */
export function showMarks(): void {
  const kept = browserKept();
  drawMarks(document);
  kept.onChange(() => drawMarks(document));
}

/**
 * Fills the marks (ui/talk-mark.tsx) in a part of the page. They lie over the pictures: nothing moves.
 * What is seen is said to screen readers too.
 */
export function drawMarks(root: ParentNode): void {
  const kept = browserKept();
  for (const mark of root.querySelectorAll<HTMLElement>('[data-talk-mark]')) {
    const slug = mark.dataset.talkMark ?? '';
    const position = kept.positionOf(slug);
    const share = position ? Math.min(1, (position.seconds * 1000) / position.durationMs) : null;
    const isWatched = kept.isWatched(slug);
    const state = `${isWatched}${share}`;
    if (mark.dataset.state === state || (!isWatched && share === null && !mark.hasChildNodes())) continue;
    mark.dataset.state = state;
    mark.replaceChildren(...(isWatched ? [badge()] : []), ...(share === null ? [] : [bar(share)]));
  }
}

function badge(): HTMLElement {
  const made = document.createElement('span');
  made.dataset.watched = '';
  const text = document.createElement('span');
  text.textContent = liveMessages('kept').watched;
  made.append(text);
  return made;
}

function bar(share: number): HTMLElement {
  const made = document.createElement('span');
  made.dataset.progress = '';
  made.style.setProperty('--share', `${share * 100}%`);
  const text = document.createElement('span');
  text.className = 'visually-hidden';
  const percent = new Intl.NumberFormat(pageLocale(), { style: 'percent', maximumFractionDigits: 0 });
  text.textContent = filled(liveMessages('kept').watchedPart, { percent: percent.format(share) });
  made.append(text);
  return made;
}
