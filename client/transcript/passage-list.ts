import { gapBetween, type Passage } from '#server/contract/passages.ts';
import { clockText } from '../player/clock.ts';
import { element } from '../player/views/element.ts';
import styles from './passage-list.module.css';

/** One cue as it stands on the page. */
export interface ShownCue {
  startMs: number;
  endMs: number;
  span: HTMLElement;
  /** Where its words begin in those of its passage, UTF-16. */
  offset: number;
  passage: ShownPassage;
}

export interface ShownPassage {
  startMs: number;
  link: HTMLAnchorElement;
  cues: ShownCue[];
  /** All its words, as `cues` share them. */
  text: string;
}

export interface PassageList {
  element: HTMLOListElement;
  passages: readonly ShownPassage[];
  /** In the order of their times. */
  cues: readonly ShownCue[];
  cueOf(node: Node | null): ShownCue | null;
  passageOf(node: Node | null): ShownPassage | null;
  /** Marks what is being said; gives its cue, or null before the first. */
  markNow(ms: number): ShownCue | null;
}

/** As much as is drawn at a time: a page that plays must not stutter. */
const drawnAtOnce = 60;

/**
 * Draws passages as a list: each a link to its moment, which arrow keys go along, and the words, cue by cue.
 * @param o.hrefOf the address of a moment, in ms
 * @returns as soon as all are drawn
 */
export async function drawPassages(o: {
  passages: readonly Passage[];
  language: string | null;
  hrefOf: (startMs: number) => string;
}): Promise<PassageList> {
  const list = element('ol', { class: styles.list, lang: o.language });
  const passages: ShownPassage[] = [];
  const cueOfSpan = new Map<Node, ShownCue>();
  const passageOfItem = new Map<Node, ShownPassage>();
  for (let first = 0; first < o.passages.length; first += drawnAtOnce) {
    if (first > 0) await new Promise((resolve) => setTimeout(resolve));
    for (const passage of o.passages.slice(first, first + drawnAtOnce)) {
      const { item, shown } = drawPassage(passage, o.hrefOf(passage.startMs));
      for (const cue of shown.cues) cueOfSpan.set(cue.span, cue);
      passageOfItem.set(item, shown);
      passages.push(shown);
      list.append(item);
    }
  }
  const cues = passages.flatMap((passage) => passage.cues);
  let now: ShownCue | null = null;
  let entrance = passages[0]?.link;
  entrance?.removeAttribute('tabindex');

  /** Of all its links one is reached by Tab: what is being said, until the arrow keys go elsewhere. */
  const enterAt = (link: HTMLAnchorElement | undefined) => {
    if (link === undefined || link === entrance) return;
    entrance?.setAttribute('tabindex', '-1');
    link.removeAttribute('tabindex');
    entrance = link;
  };
  list.addEventListener('keydown', (event) => {
    const at = passages.findIndex(({ link }) => link === event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: passages.length - 1 }[event.key];
    const link = to === undefined ? undefined : passages[to]?.link;
    if (at === -1 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    enterAt(link);
    link?.focus();
  });

  return {
    element: list,
    passages,
    cues,
    cueOf: (node) => cueOfSpan.get(closest(node, '[data-cue]') ?? list) ?? null,
    passageOf: (node) => passageOfItem.get(closest(node, 'li') ?? list) ?? null,
    markNow(ms) {
      const found = lastBefore(cues, ms);
      if (found === now) return now;
      now?.span.removeAttribute('data-now');
      found?.span.setAttribute('data-now', '');
      if (now?.passage !== found?.passage) {
        now?.passage.link.removeAttribute('aria-current');
        found?.passage.link.setAttribute('aria-current', 'true');
        if (!list.contains(document.activeElement)) enterAt(found?.passage.link);
      }
      now = found;
      return now;
    },
  };
}

function drawPassage(passage: Passage, href: string): { item: HTMLLIElement; shown: ShownPassage } {
  const seconds = Math.floor(passage.startMs / 1000);
  const time = element('time', { datetime: `PT${seconds}S` }, [clockText(seconds)]);
  const link = element('a', { href, tabindex: -1 }, [time]);
  const words = element('p', { dir: 'auto' });
  const item = element('li', {}, [link, words]);
  const shown: ShownPassage = { startMs: passage.startMs, link, cues: [], text: '' };
  for (const { startMs, endMs, text } of passage.cues) {
    const gap = gapBetween(shown.text, text);
    const span = element('span', { 'data-cue': true }, [text]);
    if (gap !== '') words.append(gap);
    words.append(span);
    shown.text += gap;
    shown.cues.push({ startMs, endMs, span, offset: shown.text.length, passage: shown });
    shown.text += text;
  }
  return { item, shown };
}

/** The last cue that has begun at a time. */
function lastBefore(cues: readonly ShownCue[], ms: number): ShownCue | null {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startMs ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return cues[low - 1] ?? null;
}

function closest(node: Node | null, selector: string): Element | null {
  const within = node instanceof Element ? node : (node?.parentElement ?? null);
  return within?.closest(selector) ?? null;
}
