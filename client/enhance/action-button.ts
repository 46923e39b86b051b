/** The drawings of action buttons, 24 units square. */
export const actionIcons = {
  add: 'M11 4h2v7h7v2h-7v7h-2v-7H4v-2h7z',
  check: 'm9.4 17.6-5-5 1.4-1.4 3.6 3.6 8.8-8.8 1.4 1.4z',
  share:
    'M17 3a3 3 0 1 1-2.3 4.9L9 10.9a3 3 0 0 1 0 2.2l5.7 3a3 3 0 1 1-.9 1.8l-5.9-3.1a3 3 0 1 1 0-5.6l5.9-3.1A3 3 0 0 1 17 3z',
  download: 'M11 4h2v8.2l3.3-3.3 1.4 1.4L12 16l-5.7-5.7 1.4-1.4 3.3 3.3zM5 18h14v2H5z',
} as const;

/** What an action button shows; all of it can change while it stands there. */
export interface ActionLook {
  label: string;
  icon?: keyof typeof actionIcons;
  /** For a button that stays pressed: its `label` must not change with the state then. */
  isPressed?: boolean;
  /** As words only. */
  isQuiet?: boolean;
}

/**
 * Makes one of the buttons that scripts add to viewers' pages (style: ui/action-button.module.css).
 * `onPress` may be asynchronous; what it throws is the caller's.
 */
export function actionButton(
  look: ActionLook,
  onPress: (button: HTMLButtonElement) => void,
): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'action-button';
  drawAction(button, look);
  button.addEventListener('click', () => onPress(button));
  return button;
}

/** Draws an action button anew; the focus stays on it. */
export function drawAction(button: HTMLButtonElement, { label, icon, isPressed, isQuiet }: ActionLook): void {
  const text = document.createElement('span');
  text.textContent = label;
  button.replaceChildren(...(icon ? [drawing(actionIcons[icon])] : []), text);
  if (isPressed === undefined) button.removeAttribute('aria-pressed');
  else button.setAttribute('aria-pressed', String(isPressed));
  button.toggleAttribute('data-quiet', isQuiet ?? false);
}

/** The place that the talk page keeps for an action's button; null on every other page. */
export function actionPlace(name: 'later' | 'share' | 'offline'): HTMLElement | null {
  return document.querySelector(`[data-action="${name}"]`);
}

function drawing(path: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(space, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
