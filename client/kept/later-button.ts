import { actionButton, actionPlace, drawAction } from '../enhance/action-button.ts';
import { liveMessages } from '../i18n/live.ts';
import { browserKept } from './browser-kept.ts';
import { pageTalk } from './page-note.ts';

const toldKey = 'rostrum-told-full';

/** Says once in a visit that the browser has no room for more. */
function tellFull(place: HTMLElement): void {
  try {
    if (sessionStorage.getItem(toldKey) !== null) return;
    sessionStorage.setItem(toldKey, '1');
  } catch {
    // It is then said once a page.
  }
  const line = document.createElement('p');
  line.setAttribute('role', 'status');
  place.parentElement?.after(line);
  line.textContent = liveMessages('comingBack').full;
}

/** Puts “Watch later” under the title of the page's talk: pressed while the talk is on the list. */
export function offerLater(): void {
  const place = actionPlace('later');
  const talk = pageTalk();
  if (!place || !talk) return;
  const kept = browserKept();
  const { slug, note } = talk;
  const label = liveMessages('comingBack').later;
  const look = () => {
    const isPressed = kept.isLater(slug);
    return { label, isPressed, icon: isPressed ? 'check' : 'add' } as const;
  };
  const button = actionButton(look(), () => {
    if (kept.isLater(slug)) kept.removeLater(slug);
    else kept.addLater(slug, note);
  });
  kept.onChange(() => {
    if (button.getAttribute('aria-pressed') !== String(kept.isLater(slug))) drawAction(button, look());
  });
  place.append(button);
  kept.whenFull(() => tellFull(place));
}
