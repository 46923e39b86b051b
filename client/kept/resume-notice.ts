import { actionButton } from '../enhance/action-button.ts';
import { filled } from '../i18n/fill.ts';
import { liveMessages } from '../i18n/live.ts';
import { clockText } from '../player/clock.ts';
import type { PlayerHandle } from '../player/handle.ts';
import styles from './resume-notice.module.css';

const shownSeconds = 8;

/**
 * Says over the picture that the talk goes on at `seconds`, with a way back to its beginning. The line leaves when it is
 * closed, or after eight seconds of watching; it waits while it has the focus.
 */
export function showResumed({ video }: Pick<PlayerHandle, 'video'>, seconds: number): void {
  const place = video.closest('[data-player] > [role="group"]');
  if (!place) return;
  const words = liveMessages('comingBack');
  const text = document.createElement('p');
  text.setAttribute('role', 'status');
  const line = document.createElement('div');
  line.className = styles.notice ?? '';
  const leave = () => {
    if (line.contains(document.activeElement)) video.focus({ preventScroll: true });
    line.remove();
    video.removeEventListener('timeupdate', look);
  };
  const look = () => {
    const isAway = Math.abs(video.currentTime - seconds) > shownSeconds;
    if (isAway && !line.contains(document.activeElement)) leave();
  };
  const fromStart = actionButton({ label: words.fromStart, isQuiet: true }, () => {
    video.currentTime = 0;
    leave();
  });
  const close = actionButton({ label: '×', isQuiet: true }, leave);
  close.setAttribute('aria-label', words.close);
  close.classList.add(styles.close ?? '');
  const said = document.createElement('div');
  said.className = styles.words ?? '';
  said.append(text, fromStart);
  line.append(said, close);
  place.append(line);
  text.textContent = filled(words.resumed, { time: clockText(seconds) });
  video.addEventListener('timeupdate', look);
}
