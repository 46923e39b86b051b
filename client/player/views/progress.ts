import type { Recording } from '#server/contract/wire.ts';
import type { PlayerMessages } from '../../i18n/live.ts';
import { element } from './element.ts';
import styles from './progress.module.css';

/** What stands in the picture's place while there is nothing to watch yet, or never will be. */
export interface ProgressView {
  layer: HTMLElement;
  /** Draws the recording's state; hides itself when there is something to watch, or nothing to say. */
  show(recording: Recording | null): void;
}

/** Makes the view of a recording's preparation. The words are announced when the state changes, not at each percent. */
export function createProgressView(options: {
  messages: PlayerMessages;
  percent: Intl.NumberFormat;
}): ProgressView {
  const { messages, percent } = options;
  const heading = element('p', { class: styles.heading });
  const detail = element('p', { class: styles.detail });
  const number = element('p', { class: styles.number, 'aria-hidden': 'true' });
  const fillBar = element('span', { class: styles.fill });
  const bar = element(
    'div',
    {
      class: styles.bar,
      role: 'progressbar',
      'aria-label': messages.progress,
      'aria-valuemin': 0,
      'aria-valuemax': 100,
    },
    [fillBar],
  );
  const words = element('div', { role: 'status' }, [heading, detail]);
  const layer = element('div', { class: styles.layer, hidden: true }, [number, bar, words]);

  const say = (first: string, second: string) => {
    if (heading.textContent !== first) heading.textContent = first;
    if (detail.textContent !== second) detail.textContent = second;
  };

  return {
    layer,
    show(recording) {
      const status = recording?.status;
      const isWorking = status === 'waiting' || status === 'processing';
      layer.hidden = !isWorking && status !== 'failed';
      if (!recording || layer.hidden) return;
      layer.dataset.state = status;
      bar.hidden = !isWorking;
      number.hidden = status !== 'processing';
      if (status === 'failed') return say(messages.failed, messages.failedDetail);
      const isWaiting = status === 'waiting';
      const share = isWaiting ? 0 : recording.progress;
      number.textContent = percent.format(share);
      bar.setAttribute('aria-valuenow', String(Math.round(share * 100)));
      bar.setAttribute('aria-valuetext', percent.format(share));
      fillBar.style.setProperty('inline-size', `${share * 100}%`);
      say(
        isWaiting ? messages.waiting : messages.processing,
        isWaiting ? messages.waitingDetail : messages.processingDetail,
      );
    },
  };
}
