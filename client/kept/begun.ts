import { browserKept } from './browser-kept.ts';
import { drawMarks } from './marks.ts';
import { remaining } from './remaining.ts';
import { talkItem } from './talk-item.ts';

const shown = 12;

/** Lists the talks that were begun last, and keeps the list up to date; the section leaves with the last of them. */
export function showBegun(list: HTMLElement): void {
  const kept = browserKept();
  const draw = () => {
    const talks = kept.begun().slice(0, shown);
    document.documentElement.toggleAttribute('data-begun', talks.length > 0);
    list.replaceChildren(
      ...talks.map((talk) => {
        const item = document.createElement('li');
        item.append(talkItem(talk, [remaining(talk.position)]));
        return item;
      }),
    );
    drawMarks(list);
  };
  draw();
  kept.onChange(draw);
}
