import { element } from './element.ts';
import styles from './hint.module.css';

const shownMs = 1_200;
const readingMs = 6_000;

/** Short words over the picture about what was just done, and longer ones about what happened. */
export interface Hint {
  layer: HTMLElement;
  /** Shows a value for a moment; not read aloud, as what was done tells itself. `side` puts it to the left or right. */
  flash(text: string, side?: -1 | 1): void;
  /** Shows a sentence long enough to read it, and has it read aloud. */
  say(sentence: string): void;
}

/** Makes the layer for hints. */
export function createHint(): Hint {
  const flashed = element('p', { class: styles.flash, 'aria-hidden': 'true', hidden: true });
  const said = element('p', { class: styles.said, role: 'status' });
  const hide = { flashed: 0, said: 0 };
  return {
    layer: element('div', { class: styles.layer }, [flashed, said]),
    flash(text, side) {
      window.clearTimeout(hide.flashed);
      flashed.textContent = text;
      flashed.dataset.side = side === undefined ? 'middle' : side < 0 ? 'left' : 'right';
      flashed.hidden = false;
      hide.flashed = window.setTimeout(() => {
        flashed.hidden = true;
      }, shownMs);
    },
    say(sentence) {
      window.clearTimeout(hide.said);
      said.textContent = sentence;
      hide.said = window.setTimeout(() => {
        said.textContent = '';
      }, readingMs);
    },
  };
}
