import { addTranslation, setLanguage } from 'media-chrome/dist/utils/i18n.js';
import { liveMessages, type PlayerMessages } from '../i18n/live.ts';
import { namedTracks } from '../i18n/named-tracks.ts';
import { createActions } from './actions.ts';
import { createCaptions } from './captions.ts';
import { followChapterLinks } from './chapter-links.ts';
import { listenToGestures } from './gestures.ts';
import { announcePlayer } from './handle.ts';
import type { PlayerIslandData } from './island-data.ts';
import { listenToKeys } from './listen-keys.ts';
import { keepLoop } from './loop.ts';
import { joinMediaSession } from './media-session.ts';
import { currentSecond } from './moment.ts';
import { wasNext } from './next-mark.ts';
import { offerNext } from './offer-next.ts';
import { createPlayback } from './playback.ts';
import { createPreferences } from './preferences.ts';
import type { PlayerState } from './state.ts';
import type { Store } from './store.ts';
import type { Refreshed } from './talk-watch.ts';
import { tellCommand } from './tell-command.ts';
import { createTimelineTracks } from './timeline-tracks.ts';
import { type Controls, createControls } from './views/controls.ts';
import { createHint } from './views/hint.ts';
import { createMenu, type MenuPage } from './views/menu.ts';
import { createNotice } from './views/notice.ts';
import { settingsPages } from './views/settings.ts';

/** What stays the same on every language and every page: the pieces a player is put together from. */
export interface PlayerParts {
  root: HTMLElement;
  video: HTMLVideoElement;
  data: PlayerIslandData;
  messages: PlayerMessages;
  store: Store<PlayerState>;
  refresh: () => Promise<Refreshed>;
}

/** Builds the controls into `root` and starts the recording at `startSeconds`, paused; resolves when it is being loaded. */
export async function buildPlayer(parts: PlayerParts, startSeconds: number | null): Promise<void> {
  const { root, video, data, messages, store, refresh } = parts;
  const { language } = data;
  setLanguage(language);
  addTranslation(language, liveMessages('chrome'));

  const preferences = createPreferences(localStorageOrNothing());
  const captions = createCaptions({ video, preferences, readerLanguage: language });
  const timeline = createTimelineTracks(video);
  const hint = createHint();
  const playback = createPlayback({
    video,
    store,
    refresh,
    currentSecond: (seconds, editNumber) => currentSecond(data.talkSlug, seconds, editNumber),
    onNews: (news) => hint.say(messages[news]),
  });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });

  const furtherSettings: (() => MenuPage)[] = [];
  let controls: Controls | undefined;
  const actions = createActions({
    video,
    store,
    captions,
    preferences,
    views: {
      toggleFullscreen: () => controls?.toggleFullscreen(),
      showShortcuts: () => void openShortcuts({ root, messages, isOn: preferences.hasShortcuts() }),
    },
    onDone: (command) => tellCommand({ command, video, loop: store.get().loop, hint, messages, numbers }),
  });
  const menu = createMenu({
    label: messages.settings,
    pages: () => [
      ...settingsPages({
        state: store.get(),
        video,
        captions,
        actions,
        playback,
        preferences,
        messages,
        numbers,
        setCaptionLook: (look) => {
          preferences.setCaptionLook(look);
          controls?.setCaptionLook(look);
        },
      }),
      ...furtherSettings.map((page) => page()),
    ],
    onToggle: (isOpen) => controls?.keepVisible(isOpen),
  });
  controls = createControls({
    video,
    hasPicture: store.get().recording?.hasVideo ?? true,
    fullscreenElement: root,
    settingsButton: menu.button,
    messages,
    onCaptions: () => captions.toggle(),
    skip: (direction) => actions.run({ do: 'seek-by', seconds: direction * 10 }),
  });
  controls.setCaptionLook(preferences.captionLook());
  const notice = createNotice({ video, messages, percent, retry: () => playback.retry() });
  root.append(controls.controller, notice.layer, hint.layer, menu.panel);
  // Tab leads to what can be pressed; a click on the picture still takes the focus into the player.
  controls.controller.removeAttribute('tabindex');
  root.tabIndex = -1;

  const drawCaptions = () => {
    const choices = captions.choices();
    controls.showCaptions(
      choices.length > 0,
      choices.some(({ isShowing }) => isShowing),
    );
    menu.update();
  };
  captions.onChange(drawCaptions);
  video.addEventListener('ratechange', () => menu.update());

  store.subscribe((state) => {
    const { recording } = state;
    notice.show(state);
    menu.update();
    controls.marks.setLoop(state.loop);
    if (!recording) return;
    captions.offer(namedTracks(recording.tracks, messages.machineMade));
    timeline.offer(recording);
    controls.marks.setChapters(recording.chapters.map(({ startMs }) => startMs / 1000));
    controls.setKnownLength(recording.durationMs === null ? null : recording.durationMs / 1000);
    playback.follow(recording);
  });

  listenToKeys({
    root,
    isOn: () => preferences.hasShortcuts(),
    run: (command) => actions.run(command),
  });
  followChapterLinks(video);
  listenToGestures({
    surface: controls.controller,
    video,
    skip: (direction) => actions.run({ do: 'seek-by', seconds: direction * 10 }),
    toggleFullscreen: () => controls.toggleFullscreen(),
  });
  keepLoop(video, () => store.get().loop);
  const { recording } = store.get();
  joinMediaSession({ video, data, posterUrl: recording?.posterUrl ?? null, actions });
  offerNext({ root, video, data, messages, isWanted: () => preferences.playsNext() });
  if (recording) await playback.start(recording, startSeconds);
  drawCaptions();
  if (wasNext(data.talkSlug)) video.play().catch(() => undefined);
  announcePlayer({
    video,
    data,
    store,
    actions,
    markMoments: controls.marks.setMoments,
    addSettings: (page) => furtherSettings.push(page),
  });
}

/** The list of keys is loaded when somebody asks for it. */
async function openShortcuts(
  options: Parameters<typeof import('./views/shortcuts-dialog.ts').showShortcuts>[0],
) {
  const { showShortcuts } = await import('./views/shortcuts-dialog.ts');
  showShortcuts(options);
}

/** Browsers may refuse storage altogether: reading the property then throws. */
function localStorageOrNothing(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    return window.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}
