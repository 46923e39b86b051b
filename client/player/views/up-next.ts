import type { TalkCard } from '#server/contract/wire.ts';
import { filled } from '../../i18n/fill.ts';
import { listOf } from '../../i18n/list-of.ts';
import { type PlayerMessages, pageLocale } from '../../i18n/live.ts';
import { element } from './element.ts';
import styles from './up-next.module.css';

const waitSeconds = 10;

/** Shows over the ended picture which talk starts in ten seconds; the viewer may start it now, or keep it from starting. */
export function showUpNext(options: {
  root: HTMLElement;
  video: HTMLVideoElement;
  next: TalkCard;
  messages: PlayerMessages;
  go: () => void;
}): void {
  const { root, video, next, messages, go } = options;
  let leftSeconds = waitSeconds;
  const countdown = element('p', { class: styles.count, 'aria-hidden': 'true' });
  const start = element('button', { type: 'button', class: styles.start }, [messages.playNow]);
  const cancel = element('button', { type: 'button', class: styles.cancel }, [messages.cancel]);
  const announcement = element('p', { class: styles.spoken, role: 'status' });
  const layer = element('div', { class: styles.layer, role: 'group', 'aria-label': messages.nextTalk }, [
    element('p', { class: styles.label }, [messages.nextTalk]),
    element('p', { class: styles.title, lang: next.textLanguage }, [next.title]),
    element('p', { class: styles.people }, [
      listOf(
        next.speakers.map(({ name }) => name),
        pageLocale(),
      ),
    ]),
    countdown,
    announcement,
    element('div', { class: styles.buttons }, [start, cancel]),
  ]);

  const draw = () => {
    countdown.textContent = filled(messages.nextIn, { seconds: String(leftSeconds) });
  };
  const leave = () => {
    clearInterval(timer);
    for (const name of ['play', 'seeking']) video.removeEventListener(name, leave);
    layer.remove();
  };
  const timer = setInterval(() => {
    leftSeconds -= 1;
    draw();
    if (leftSeconds > 0) return;
    leave();
    go();
  }, 1000);

  draw();
  start.addEventListener('click', () => {
    leave();
    go();
  });
  cancel.addEventListener('click', () => {
    leave();
    root.querySelector<HTMLElement>('media-control-bar media-play-button')?.focus();
  });
  layer.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    cancel.click();
  });
  // Who goes on watching this talk stays with it.
  for (const name of ['play', 'seeking']) video.addEventListener(name, leave);
  root.append(layer);
  announcement.textContent = `${messages.nextTalk}: ${next.title}. ${countdown.textContent}`;
  start.focus({ preventScroll: true });
}
