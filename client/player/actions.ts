import type { Captions } from './captions.ts';
import type { Command } from './keyboard.ts';
import type { Preferences } from './preferences.ts';
import { steppedRate } from './rates.ts';

/** Things a viewer does to the picture, whatever control they use. */
export interface Actions {
  run(command: Command): void;
  setRate(rate: number): void;
}

/** The actions on one media element; `toggleFullscreen` belongs to the controls, which know the element to enlarge. */
export function createActions(options: {
  video: HTMLVideoElement;
  captions: Captions;
  preferences: Preferences;
  toggleFullscreen: () => void;
}): Actions {
  const { video, captions, preferences, toggleFullscreen } = options;

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

  const run = (command: Command) => {
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
        toggleFullscreen();
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
  return { run, setRate };
}
