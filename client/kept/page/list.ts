import { actionButton } from '../../enhance/action-button.ts';
import { filled } from '../../i18n/fill.ts';
import { liveMessages } from '../../i18n/live.ts';
import { browserKept } from '../browser-kept.ts';
import type { KeptTalk } from '../kept.ts';
import { drawMarks } from '../marks.ts';
import { talkItem } from '../talk-item.ts';

const step = 24;

interface ListOptions<Talk extends KeptTalk> {
  talks(): Talk[];
  facts(talk: Talk): (string | Node)[];
  /** Takes a talk off the list; the function undoes it. */
  remove(talk: Talk): () => void;
}

/** Fills one list of the page: the sentence for an empty one, talks that can be removed, more of them on demand. */
export function fillList<Talk extends KeptTalk>(
  section: HTMLElement | null,
  { talks, facts, remove }: ListOptions<Talk>,
): void {
  const list = section?.querySelector<HTMLElement>('[data-kept-list]');
  const empty = section?.querySelector<HTMLElement>('[data-kept-empty]');
  if (!section || !list || !empty) return;
  const words = liveMessages('keptPage');
  const kept = browserKept();
  let limit = step;
  const more = actionButton({ label: words.more }, () => {
    const first = limit;
    limit += step;
    draw();
    list.children[first]?.querySelector('a')?.focus();
  });
  more.hidden = true;
  list.after(more);

  const itemOf = (talk: Talk) => {
    const item = document.createElement('li');
    const button = actionButton({ label: words.remove, isQuiet: true }, () => {
      // The row of the talk says so, until the list is drawn anew: the eye and the focus stay where they are.
      const undo = silently(() => remove(talk));
      const restore = actionButton({ label: words.undo }, () => {
        undo();
        const row = [...list.children].find(
          (child) => child instanceof HTMLElement && child.dataset.slug === talk.slug,
        );
        row?.querySelector('a')?.focus();
      });
      const told = document.createElement('p');
      told.textContent = filled(words.removed, { title: talk.title });
      item.className = 'kept-removed';
      item.replaceChildren(told, restore);
      restore.focus();
    });
    button.setAttribute('aria-label', filled(words.removeTalk, { title: talk.title }));
    const article = talkItem(talk, facts(talk));
    article.lastElementChild?.append(button);
    item.dataset.slug = talk.slug;
    item.append(article);
    return item;
  };

  let isSilent = false;
  const silently = <Result>(change: () => Result): Result => {
    isSilent = true;
    try {
      return change();
    } finally {
      isSilent = false;
    }
  };
  const draw = () => {
    if (isSilent) return;
    const all = talks();
    list.replaceChildren(...all.slice(0, limit).map(itemOf));
    empty.hidden = all.length > 0;
    more.hidden = all.length <= limit;
    drawMarks(list);
  };
  draw();
  kept.onChange(draw);
}
