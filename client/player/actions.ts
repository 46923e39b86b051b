import type { Captions } from './captions.ts';
import { createFrameStep } from './frame-step.ts';
import type { Command } from './keyboard.ts';
import { loopFrom, loopTo } from './loop.ts';
import type { Preferences } from './preferences.ts';
import { steppedRate } from './rates.ts';
import type { PlayerState } from './state.ts';
import type { Store } from './store.ts';

/** Things a viewer does to the picture, whatever control they use. */
export interface Actions {
  run(command: Command): void;
  setRate(rate: number): void;
}

/** The actions on one media element; what `views` do belongs to those who know the elements on screen. */
export function createActions(options: {
  video: HTMLVideoElement;
  store: Store<PlayerState>;
  captions: Captions;
  preferences: Preferences;
  views: { toggleFullscreen(): void; showShortcuts(): void };
  /** A command was carried out. */
  onDone: (command: Command) => void;
}): Actions {
  const { video, store, captions, preferences, views, onDone } = options;
  const frameRate = () => {
    const { renditions, currentRendition } = store.get();
    return renditions.find(({ id }) => id === currentRendition)?.frameRate ?? null;
  };
  const stepFrame = createFrameStep(video, frameRate);

  const setRate = (rate: number) => {
    // A new source resets playbackRate to defaultPlaybackRate.
    video.defaultPlaybackRate = rate;
    video.playbackRate = rate;
    preferences.setRate(rate);
  };

  const seek = (seconds: number) => {
    const end = Number.isFinite(video.duration) ? video.duration : Number.POSITIVE_INFINITY;
    video.currentTime = Math.max(0, Math.min(seconds, end));
  };

  const perform = (command: Command) => {
    switch (command.do) {
      case 'toggle-play':
        if (video.paused) video.play().catch(() => undefined);
        else video.pause();
        break;
      case 'toggle-mute':
        video.muted = !video.muted;
        break;
      case 'toggle-captions':
        captions.toggle();
        break;
      case 'toggle-fullscreen':
        views.toggleFullscreen();
        break;
      case 'toggle-picture-in-picture':
        togglePictureInPicture(video);
        break;
      case 'show-shortcuts':
        views.showShortcuts();
        break;
      case 'loop-from-here':
        store.set({ loop: loopFrom(store.get().loop, video.currentTime) });
        break;
      case 'loop-to-here':
        store.set({ loop: loopTo(store.get().loop, video.currentTime) ?? store.get().loop });
        break;
      case 'end-loop':
        store.set({ loop: null });
        break;
      case 'frame-step':
        stepFrame(command.direction);
        break;
      case 'seek-by':
        seek(video.currentTime + command.seconds);
        break;
      case 'seek-to-share':
        if (Number.isFinite(video.duration)) seek(video.duration * command.share);
        break;
      case 'volume-by':
        video.muted = false;
        video.volume = Math.max(0, Math.min(1, video.volume + command.share));
        break;
      case 'rate-step':
        setRate(steppedRate(video.playbackRate, command.direction));
        break;
    }
  };

  video.preservesPitch = true;
  setRate(preferences.rate());
  return {
    run(command) {
      perform(command);
      onDone(command);
    },
    setRate,
  };
}

function togglePictureInPicture(video: HTMLVideoElement): void {
  if (!document.pictureInPictureEnabled) return;
  const isOut = document.pictureInPictureElement === video;
  // Refused before there is a picture.
  (isOut ? document.exitPictureInPicture() : video.requestPictureInPicture()).catch(() => undefined);
}
