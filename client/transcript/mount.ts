import { liveMessages } from '../i18n/live.ts';
import type { PlayerIslandData } from '../player/island-data.ts';
import { element } from '../player/views/element.ts';
import styles from './toggle.module.css';
import type { Panel } from './transcript-panel.ts';

const storageKey = 'rostrum-transcript';

/** Where the transcript stands beside the picture; as in transcript-place.module.css. */
const isWide = () => matchMedia('(width >= 68rem)').matches;

/**
 * Makes the transcript's place on a talk page a panel that opens and closes: open beside the picture, closed under it,
 * until its reader says otherwise, which is remembered. The words are loaded when it is open.
 */
export function mountTranscript(place: HTMLElement, data: PlayerIslandData): void {
  const root = document.documentElement;
  const box = place.firstElementChild;
  const head = box?.querySelector('header');
  const heading = head?.querySelector('h2');
  if (!box || !head || !heading) return;
  const words = liveMessages('transcript');
  const toggle = element(
    'button',
    { type: 'button', class: styles.toggle, 'aria-controls': 'transcript-words' },
    [words.transcript],
  );
  heading.replaceChildren(toggle);
  const body = element('div', { id: 'transcript-words', class: styles.body });
  box.append(body);

  let panel: Promise<Panel> | undefined;
  const isOpen = () =>
    root.dataset.transcript === 'open' || (root.dataset.transcript !== 'closed' && isWide());
  const draw = () => {
    toggle.setAttribute('aria-expanded', String(isOpen()));
    body.hidden = !isOpen();
    if (!isOpen()) return;
    panel ??= import('./transcript-panel.ts').then(({ createPanel }) => createPanel({ data, head, body }));
    panel.then(
      ({ show }) => show(),
      () => {
        panel = undefined; // asked for again when it is opened again
        body.textContent = words.failed;
      },
    );
  };
  toggle.addEventListener('click', () => {
    const wanted = isOpen() ? 'closed' : 'open';
    root.dataset.transcript = wanted;
    try {
      localStorage.setItem(storageKey, wanted);
    } catch {
      // Storage may be closed to us: it then lasts as long as the page.
    }
    draw();
  });
  matchMedia('(width >= 68rem)').addEventListener('change', draw);
  draw();
}
