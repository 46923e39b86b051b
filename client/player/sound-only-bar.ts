import type { LiveMessages } from '../i18n/live.ts';
import styles from './sound-only-bar.module.css';
import { element } from './views/element.ts';

/** What the bar is about: the line is slow, it is being spared, or the picture is left out. */
type Subject = 'slow' | 'saving' | 'listening';

/** The bar over the picture that offers to listen only, and to see again. */
export interface LineBar {
  part: HTMLElement;
  /** null takes the bar away. */
  show(subject: Subject | null): void;
}

/** Makes the bar, hidden. */
export function createLineBar(o: {
  words: LiveMessages['line'];
  onListen: () => void;
  onPicture: () => void;
}): LineBar {
  const { words } = o;
  const text = element('p', { role: 'status' });
  const button = (label: string, onPress: () => void) => {
    const made = element('button', { type: 'button' }, [label]);
    made.addEventListener('click', onPress);
    return made;
  };
  const listen = button(words.listen, o.onListen);
  const picture = button(words.withPicture, o.onPicture);
  const close = button(words.close, () => show(null));
  const part = element('div', { class: styles.bar, 'data-line-bar': '' }, [text, listen, picture, close]);

  const show = (subject: Subject | null) => {
    const hadFocus = part.contains(document.activeElement);
    const sentences = { slow: words.slow, saving: words.saving, listening: words.listening };
    part.toggleAttribute('data-shown', subject !== null);
    text.textContent = subject === null ? '' : sentences[subject];
    listen.hidden = subject === 'listening' || subject === null;
    picture.hidden = subject !== 'listening';
    close.hidden = subject === 'listening' || subject === null;
    if (!hadFocus) return;
    const next = subject === 'listening' ? picture : subject === null ? null : listen;
    (next ?? part.parentElement?.querySelector<HTMLElement>('media-play-button'))?.focus();
  };
  show(null);
  return { part, show };
}
