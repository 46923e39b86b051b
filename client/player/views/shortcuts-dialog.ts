import type { PlayerMessages } from '../../i18n/live.ts';
import { shortcuts } from '../keyboard.ts';
import { element } from './element.ts';
import styles from './shortcuts-dialog.module.css';

const signs = new Map([
  ['ArrowLeft', '←'],
  ['ArrowRight', '→'],
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
]);

/** Opens the list of all keys of the player over the page; Escape or the button closes it. */
export function showShortcuts(options: { root: HTMLElement; messages: PlayerMessages; isOn: boolean }): void {
  const { root, messages, isOn } = options;
  const nameOf = (key: string) =>
    key === ' ' ? messages.keySpace : (signs.get(key) ?? (key.length === 1 ? key.toUpperCase() : key));

  const names = [...new Set(shortcuts.map(({ name }) => name))];
  const rows = names.map((name) => {
    const keys = shortcuts.filter((shortcut) => shortcut.name === name).flatMap((shortcut) => shortcut.keys);
    const [first = '', last = ''] = [keys[0], keys.at(-1)];
    const isRange = keys.length > 2;
    const shown = isRange ? [first, last] : keys;
    const described = shown.flatMap((key, index) => [
      ...(index > 0 ? [isRange ? ' – ' : ` ${messages.keyOr} `] : []),
      element('kbd', {}, [nameOf(key)]),
    ]);
    return element('div', { class: styles.row }, [
      element('dt', {}, described),
      element('dd', {}, [messages[name]]),
    ]);
  });

  const heading = element('h2', { id: 'player-shortcuts' }, [messages.shortcuts]);
  const close = element('button', { type: 'button', class: styles.close, 'aria-label': messages.close }, [
    '×',
  ]);
  const dialog = element('dialog', { class: styles.dialog, 'aria-labelledby': 'player-shortcuts' }, [
    element('div', { class: styles.head }, [heading, close]),
    ...(isOn ? [] : [element('p', {}, [messages.shortcutsAreOff])]),
    element('dl', { class: styles.list, tabindex: 0, 'aria-labelledby': 'player-shortcuts' }, rows),
  ]);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener('keydown', (event) => {
    if (event.key === '?') dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
}
