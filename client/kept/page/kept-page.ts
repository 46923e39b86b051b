import { formatOf } from '../../i18n/format.ts';
import { pageLocale } from '../../i18n/live.ts';
import { browserKept, keptState } from '../browser-kept.ts';
import type { KeptTalk } from '../kept.ts';
import { remaining } from '../remaining.ts';
import { offerClearing } from './clearing.ts';
import { fillList } from './list.ts';
import { offerRemembering } from './remembering.ts';
import { offerTransfer } from './transfer-tools.ts';

/** Fills the page of what the browser keeps, and keeps it up to date. */
export function fillKeptPage(page: HTMLElement): void {
  const kept = browserKept();
  const format = formatOf(pageLocale());
  const length = ({ durationMs }: KeptTalk) => (durationMs === null ? '' : format.duration(durationMs));
  const warn = () => {
    for (const warning of page.querySelectorAll<HTMLElement>('[data-storage]'))
      warning.hidden = warning.dataset.storage !== keptState();
  };
  warn();
  kept.onChange(warn);

  const section = (name: string) => page.querySelector<HTMLElement>(`[data-kept-section="${name}"]`);
  fillList(section('begun'), {
    talks: () => kept.begun(),
    facts: (talk) => [remaining(talk.position), length(talk), talk.speakers],
    remove: ({ slug }) => kept.forgetPosition(slug),
  });
  fillList(section('later'), {
    talks: () => kept.later(),
    facts: (talk) => [length(talk), talk.speakers],
    remove: ({ slug }) => kept.removeLater(slug),
  });
  fillList(section('history'), {
    talks: () => kept.history(),
    facts: (talk) => [day(talk.atMs, format.day), length(talk), talk.speakers],
    remove: ({ slug }) => kept.forgetViewing(slug),
  });
  offerClearing(page);
  offerRemembering(page);
  offerTransfer(page);
}

/** The day on which it was watched, by this viewer's clock. */
function day(atMs: number, written: (day: string) => string): HTMLTimeElement {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = document.createElement('time');
  time.dateTime = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  time.textContent = written(time.dateTime);
  return time;
}
