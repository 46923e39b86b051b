import 'media-chrome/dist/media-controller.js';
import 'media-chrome/dist/media-control-bar.js';
import 'media-chrome/dist/media-play-button.js';
import 'media-chrome/dist/media-time-range.js';
import 'media-chrome/dist/media-mute-button.js';
import 'media-chrome/dist/media-volume-range.js';
import 'media-chrome/dist/media-pip-button.js';
import 'media-chrome/dist/media-fullscreen-button.js';
import 'media-chrome/dist/media-loading-indicator.js';
import { filled } from '../../i18n/fill.ts';
import type { PlayerMessages } from '../../i18n/live.ts';
import type { CaptionLook } from '../caption-look.ts';
import { clockText } from '../clock.ts';
import styles from './controls.module.css';
import { element, icon } from './element.ts';
import { createSeekMarks, type SeekMarks } from './seek-marks.ts';

/** The controls around a media element, and what the rest of the player needs of them. */
export interface Controls {
  /** The media-chrome controller that holds picture and controls. */
  controller: HTMLElement;
  marks: SeekMarks;
  /** Shows or hides the captions button and says whether captions are showing. */
  showCaptions(has: boolean, isShowing: boolean): void;
  /** The length people are told, in seconds, while less of it can be played yet; null = what the element says. */
  setKnownLength(seconds: number | null): void;
  toggleFullscreen(): void;
  setCaptionLook(look: CaptionLook): void;
  /** Keeps the controls on screen while true. */
  keepVisible(isKept: boolean): void;
}

/** Puts `video` between media-chrome's controls. `fullscreenElement` is what fills the screen, notices included. */
export function createControls(options: {
  video: HTMLVideoElement;
  hasPicture: boolean;
  fullscreenElement: HTMLElement;
  settingsButton: HTMLElement;
  messages: PlayerMessages;
  onCaptions: () => void;
  skip: (direction: 1 | -1) => void;
}): Controls {
  const { video, messages } = options;
  video.slot = 'media';

  const captionsButton = element(
    'button',
    { type: 'button', class: styles.button, 'aria-pressed': 'false', hidden: true, title: messages.captions },
    [icon('captions')],
  );
  captionsButton.setAttribute('aria-label', messages.captions);
  captionsButton.addEventListener('click', options.onCaptions);

  const time = element('span', { class: styles.time });
  let knownLength: number | null = null;
  const drawTime = () => {
    const length = Math.max(knownLength ?? 0, Number.isFinite(video.duration) ? video.duration : 0);
    const now = clockText(video.currentTime);
    const total = clockText(length);
    if (time.dataset.now === `${now}/${total}`) return;
    time.dataset.now = `${now}/${total}`;
    time.replaceChildren(
      element('span', { 'aria-hidden': 'true' }, [
        now,
        element('span', { class: styles.total }, [` / ${total}`]),
      ]),
      element('span', { class: styles.spoken }, [filled(messages.time, { now, total })]),
    );
  };
  for (const name of ['timeupdate', 'seeking', 'durationchange', 'loadedmetadata']) {
    video.addEventListener(name, drawTime);
  }
  drawTime();

  const skipButton = (direction: 1 | -1, look: string | undefined) => {
    const name = direction < 0 ? messages.skipBack : messages.skipOn;
    const made = element(
      'button',
      {
        type: 'button',
        class: `${styles.button} ${styles.skip} ${look}`,
        'aria-label': name,
        title: name,
        'data-direction': direction < 0 ? 'back' : 'on',
      },
      [icon('skip'), element('span', { 'aria-hidden': 'true' }, ['10'])],
    );
    made.addEventListener('click', () => options.skip(direction));
    return made;
  };

  const bigPlay = element('media-play-button', { class: styles.bigPlay, notooltip: true });
  const play = element('media-play-button');
  // Where there is room the large button goes once it was pressed: the focus goes on to the one that stays.
  video.addEventListener('play', () => {
    if (bigPlay === document.activeElement && controller.hasAttribute('breakpointsm')) play.focus();
  });

  const marks = createSeekMarks(video);
  const controller = element(
    'media-controller',
    {
      class: styles.controller,
      nohotkeys: true,
      breakpoints: 'xs:360 sm:480',
      'data-picture': options.hasPicture ? 'yes' : 'no',
    },
    [
      video,
      element('media-loading-indicator', {
        slot: 'centered-chrome',
        noautohide: true,
        class: styles.loading,
      }),
      element('div', { slot: 'centered-chrome', class: styles.centre }, [
        skipButton(-1, styles.skipCentre),
        bigPlay,
        skipButton(1, styles.skipCentre),
      ]),
      element('media-control-bar', { class: styles.bar }, [
        element('div', { class: styles.seek }, [
          marks.under,
          element('media-time-range', { class: styles.range }),
          marks.over,
        ]),
        element('div', { class: styles.row }, [
          play,
          skipButton(-1, styles.skipBar),
          skipButton(1, styles.skipBar),
          element('div', { class: styles.volume }, [
            element('media-mute-button'),
            element('media-volume-range', { class: styles.volumeRange }),
          ]),
          time,
          element('span', { class: styles.space }),
          captionsButton,
          options.settingsButton,
          element('media-pip-button', { class: styles.pip, hidden: !options.hasPicture }),
          element('media-fullscreen-button', { tooltipplacement: 'top' }),
        ]),
      ]),
    ],
  );
  if (!options.hasPicture) controller.setAttribute('autohide', '-1');
  if ('fullscreenElement' in controller) controller.fullscreenElement = options.fullscreenElement;

  return {
    controller,
    marks,
    showCaptions(has, isShowing) {
      captionsButton.hidden = !has;
      captionsButton.setAttribute('aria-pressed', String(isShowing));
    },
    setKnownLength(seconds) {
      knownLength = seconds;
      drawTime();
    },
    toggleFullscreen() {
      const request = controller.hasAttribute('mediaisfullscreen')
        ? 'mediaexitfullscreenrequest'
        : 'mediaenterfullscreenrequest';
      controller.dispatchEvent(new CustomEvent(request, { bubbles: true, composed: true }));
    },
    setCaptionLook({ size, background }) {
      controller.dataset.captionSize = size;
      controller.dataset.captionBackground = background;
    },
    keepVisible(isKept) {
      if (options.hasPicture) controller.setAttribute('autohide', isKept ? '-1' : '2');
    },
  };
}
