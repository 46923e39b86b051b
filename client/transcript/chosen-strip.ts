import { filled } from '../i18n/fill.ts';
import { liveMessages } from '../i18n/live.ts';
import { clockText } from '../player/clock.ts';
import { element } from '../player/views/element.ts';
import styles from './chosen-strip.module.css';
import { copyText } from './copy-text.ts';
import type { PassageList } from './passage-list.ts';
import { quoteOf } from './quote.ts';
import { type Selected, selectedIn } from './selected.ts';

/**
 * What can be made of the words that a reader has selected, or of the passage the keyboard is at: a link to their
 * moment, and a quote with it. Shown while there are any.
 * @param o.linkTo the whole address of a moment
 */
export function createChosenStrip(o: {
  title: string;
  speakers: readonly string[];
  linkTo: (startMs: number) => string;
  list: () => PassageList | null;
  onSelect: () => void;
}): HTMLElement {
  const words = liveMessages('transcript');
  const from = element('p', { class: styles.from });
  const link = element('button', { type: 'button', class: 'action-button' }, [words.copyLink]);
  const quote = element('button', { type: 'button', class: 'action-button' }, [words.copyQuote]);
  const told = element('p', { role: 'status', class: styles.told });
  const tools = element(
    'div',
    { role: 'group', 'aria-label': words.chosen, class: styles.tools, hidden: true },
    [from, link, quote],
  );
  const strip = element('div', { class: styles.strip }, [tools, told]);
  let chosen: Selected | null = null;
  let isPressed = false;

  const show = (found: Selected | null) => {
    if (found !== null) told.textContent = '';
    chosen = found;
    tools.hidden = found === null;
    from.textContent = found && filled(words.from, { time: clockText(found.startMs / 1000) });
  };
  const look = () => {
    const list = o.list();
    if (list === null || isPressed) return;
    const selected = selectedIn(list);
    if (selected !== null) o.onSelect();
    const focused = document.activeElement;
    const passage = focused?.matches(':focus-visible') ? list.passageOf(focused) : null;
    if (selected !== null) show(selected);
    else if (passage !== null && focused === passage.link)
      show({ startMs: passage.startMs, text: passage.text });
    else if (!strip.contains(focused)) show(null);
  };
  document.addEventListener('selectionchange', look);
  document.addEventListener('focusin', look);
  // A finger on a button takes the selection away before the button knows.
  strip.addEventListener('pointerdown', (event) => {
    isPressed = true;
    event.preventDefault();
  });
  for (const name of ['pointerup', 'pointercancel']) {
    document.addEventListener(name, () => setTimeout(() => (isPressed = false)));
  }

  const copy = async (text: string, done: string) => {
    told.textContent = (await copyText(text)) ? done : words.notCopied;
  };
  link.addEventListener('click', () => chosen && void copy(o.linkTo(chosen.startMs), words.linkCopied));
  quote.addEventListener('click', () => {
    if (chosen === null) return;
    const { text, startMs } = chosen;
    const { title, speakers } = o;
    const made = quoteOf({ text, title, speakers, seconds: startMs / 1000, link: o.linkTo(startMs) });
    void copy(made, words.quoteCopied);
  });
  return strip;
}
