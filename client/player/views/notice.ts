import type { Recording } from '#server/contract/wire.ts';
import { filled } from '../../i18n/fill.ts';
import type { PlayerMessages } from '../../i18n/live.ts';
import type { Connection, Failure, PlayerState } from '../state.ts';
import { element } from './element.ts';
import styles from './notice.module.css';

/** What the viewer is told over the picture: a short line, or a failure with a way out. */
export interface Notice {
  layer: HTMLElement;
  show(state: PlayerState): void;
}

/** Makes the layer of notices; `retry` is offered where trying again can help. */
export function createNotice(options: {
  video: Pick<HTMLVideoElement, 'duration'>;
  messages: PlayerMessages;
  percent: Intl.NumberFormat;
  retry: () => void;
}): Notice {
  const { video, messages, percent } = options;
  const line = element('p', { class: styles.line, role: 'status' });
  const sentence = element('p', { class: styles.sentence, role: 'alert' });
  const retryButton = element('button', { type: 'button', class: styles.retry }, [messages.retry]);
  const failure = element('div', { class: styles.failure, hidden: true }, [sentence, retryButton]);
  const growing = element('p', { class: styles.growing, hidden: true });
  retryButton.addEventListener('click', options.retry);

  /** Whether the end is not there yet: a copied recording is watchable whole while better versions are made of it. */
  const isEndMissing = ({ status, durationMs }: Recording) =>
    status === 'playable' &&
    Number.isFinite(video.duration) &&
    (durationMs === null || video.duration * 1000 <= durationMs - 1000);

  const sentences: Record<Failure, string> = {
    media: messages.mediaFailure,
    unsupported: messages.unsupported,
    withdrawn: messages.withdrawn,
  };

  /** What the player is doing about an interruption. */
  const lineOf = (connection: Connection) => {
    if (connection === 'steady') return '';
    if (connection === 'remaking') return messages.remaking;
    if (connection === 'recovering') return messages.recovering;
    return navigator.onLine ? messages.connectionLost : messages.offline;
  };

  const layer = element('div', { class: styles.layer }, [line, growing, failure]);
  return {
    layer,
    show({ connection, failure: reason, recording }) {
      const isLost = connection !== 'steady' && reason === null;
      setText(line, isLost ? lineOf(connection) : '');
      failure.hidden = reason === null;
      setText(sentence, reason === null ? '' : sentences[reason]);
      retryButton.hidden = reason === 'unsupported';
      const isGrowing = recording !== null && isEndMissing(recording) && !isLost && reason === null;
      growing.hidden = !isGrowing;
      layer.dataset.says = reason !== null ? 'failure' : isLost || isGrowing ? 'line' : '';
      if (isGrowing) {
        setText(growing, filled(messages.growing, { percent: percent.format(recording.progress) }));
      }
    },
  };
}

/** Writes only a real change, so that screen readers do not repeat themselves. */
function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
