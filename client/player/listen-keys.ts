import { type Command, commandFor, type KeyPress } from './keyboard.ts';
import { latinKey } from './latin-key.ts';

const fields = 'input, textarea, select, [contenteditable], [role="menu"], [role="slider"], dialog';

/** Sends the key presses of the page that mean something to the player inside `root`. */
export function listenToKeys(options: {
  root: HTMLElement;
  isOn: () => boolean;
  run: (command: Command) => void;
}): void {
  const { root, isOn, run } = options;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || !isOn()) return;
    const isModified = event.altKey || event.ctrlKey || event.metaKey;
    const command = commandFor({ key: latinKey(event), isModified, target: targetOf(event, root) });
    if (!command) return;
    event.preventDefault();
    run(command);
  });
}

function targetOf(event: KeyboardEvent, root: HTMLElement): KeyPress['target'] {
  const target = event.target;
  if (!(target instanceof Element)) return 'page';
  const isInside = root.contains(target);
  if (isInside && target.closest('media-time-range')) return 'time';
  if (isInside && target.closest('media-volume-range')) return 'volume';
  if (target.closest(fields)) return 'field';
  if (isInside) return target.matches('button, a, [role="button"]') ? 'control' : 'player';
  return target === document.body || target === document.documentElement ? 'page' : 'elsewhere';
}
