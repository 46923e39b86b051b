import { actionButton } from '../../enhance/action-button.ts';
import { liveMessages } from '../../i18n/live.ts';
import { browserKept } from '../browser-kept.ts';

/** Brings the button to life that clears the history; in its place stands the way back then. */
export function offerClearing(page: HTMLElement): void {
  const place = page.querySelector<HTMLElement>('[data-clear-place]');
  const button = place?.querySelector<HTMLButtonElement>('[data-clear]');
  if (!place || !button) return;
  const kept = browserKept();
  const words = liveMessages('keptPage');
  const own = [...place.childNodes];
  let undo: (() => void) | null = null;

  const draw = () => {
    const isEmpty = kept.history().length === 0;
    if (!isEmpty && undo !== null) {
      undo = null;
      place.replaceChildren(...own);
    }
    place.hidden = isEmpty && undo === null;
  };
  button.addEventListener('click', () => {
    undo = kept.clearHistory();
    const told = document.createElement('p');
    told.textContent = words.cleared;
    const back = actionButton({ label: words.undo }, () => {
      undo?.();
      button.focus();
    });
    place.hidden = false;
    place.replaceChildren(told, back);
    back.focus();
  });
  draw();
  kept.onChange(draw);
}
