import { actionButton, drawAction } from '../enhance/action-button.ts';
import { filled } from '../i18n/fill.ts';
import { formatOf } from '../i18n/format.ts';
import { liveMessages, pageLocale } from '../i18n/live.ts';
import { element } from '../player/views/element.ts';
import { dropKept, type KeepNews, pauseKept } from './keeper.ts';
import { storedBytes, storedShare } from './kept-talk.ts';

/** How far a talk is kept, with what can be done about it. */
export interface KeepProgress {
  part: HTMLElement;
  show(news: KeepNews): void;
}

/** Makes the view of one kept talk's state: progress, sizes, pause, removal. */
export function keepProgress(o: {
  slug: string;
  className: string;
  /** Names the talk in the button that removes it, where several stand together. */
  removeLabel?: string;
}): KeepProgress {
  const words = liveMessages('offline');
  const format = formatOf(pageLocale());
  const line = element('p', { role: 'status' });
  const bar = element('progress', { max: 1, value: 0, 'aria-label': words.progress });
  const sizes = element('p', {});
  let isPaused = false;
  const pause = actionButton({ label: words.pause }, () => void pauseKept(o.slug, !isPaused));
  const remove = actionButton({ label: words.remove, isQuiet: true }, () => void dropKept(o.slug));
  if (o.removeLabel) remove.setAttribute('aria-label', o.removeLabel);
  const part = element('div', { class: o.className }, [
    line,
    bar,
    sizes,
    element('div', { 'data-buttons': '' }, [pause, remove]),
  ]);

  const sentence = ({ talk, isWaiting }: KeepNews) => {
    if (!talk) return '';
    const size = format.size(storedBytes(talk));
    const quality = talk.quality === 'sound' ? words.sound : talk.quality;
    if (talk.state === 'whole') return filled(words.keptText, { quality, size });
    const share = format.percent(Math.floor(storedShare(talk) * 100) / 100);
    if (talk.state === 'paused') return filled(words.paused, { share });
    // Told once, not with every percent: the bar has those.
    return isWaiting ? words.waiting : '';
  };

  return {
    part,
    show(news) {
      const { talk } = news;
      if (!talk) return;
      const text = sentence(news);
      if (line.textContent !== text) line.textContent = text;
      const isWhole = talk.state === 'whole';
      bar.value = storedShare(talk);
      bar.hidden = isWhole;
      sizes.hidden = isWhole;
      pause.hidden = isWhole;
      const total = format.size(Math.max(talk.expectedBytes, storedBytes(talk)));
      sizes.textContent = filled(words.ofSize, { now: format.size(storedBytes(talk)), total });
      if (isPaused !== (talk.state === 'paused')) {
        isPaused = talk.state === 'paused';
        drawAction(pause, { label: isPaused ? words.goOn : words.pause });
      }
    },
  };
}
