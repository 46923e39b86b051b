import type { MediaTrack } from '#server/contract/wire.ts';
import type { Preferences } from './preferences.ts';

/** A captions track as the viewer chooses it. */
export interface CaptionChoice {
  label: string;
  language: string;
  isShowing: boolean;
}

const isSame = (caption: Pick<MediaTrack, 'label' | 'language'>, track: HTMLTrackElement) =>
  caption.label === track.label && (caption.language ?? 'und') === track.srclang;

export interface Captions {
  /** Makes the `<track>` elements those of the recording; keeps what is showing. */
  offer(tracks: readonly MediaTrack[]): void;
  choices(): CaptionChoice[];
  /** Shows one language, or none with null, and remembers it. */
  show(language: string | null): void;
  /** Shows the preferred language (else the reader's, else the first), or hides what is showing. */
  toggle(): void;
  /** Calls back after any change, by whatever control. */
  onChange(listener: () => void): void;
}

/** Keeps the captions of one media element as native text tracks. */
export function createCaptions(options: {
  video: HTMLVideoElement;
  preferences: Preferences;
  readerLanguage: string;
}): Captions {
  const { video, preferences, readerLanguage } = options;
  let offered = '';
  let wanted: string | null = null;

  const elements = () =>
    Array.from(video.querySelectorAll('track')).filter(({ kind }) => kind === 'captions');
  const tracks = () =>
    Array.from(video.textTracks).filter(({ kind }) => kind === 'captions' || kind === 'subtitles');
  const showing = () => tracks().find(({ mode }) => mode === 'showing');

  const select = (language: string | null) => {
    wanted = language;
    const chosen = language === null ? undefined : tracks().find((track) => track.language === language);
    for (const track of tracks()) {
      const mode = track === chosen ? 'showing' : 'disabled';
      if (track.mode !== mode) track.mode = mode;
    }
  };

  /** Browsers choose captions by themselves when tracks come: only a viewer in the system's own player outranks us. */
  const settle = () => {
    const isSystemPlayer = 'webkitDisplayingFullscreen' in video && video.webkitDisplayingFullscreen === true;
    if (isSystemPlayer) wanted = showing()?.language ?? null;
    else select(wanted);
  };
  video.textTracks.addEventListener('change', settle);

  const preferred = () => {
    const remembered = preferences.captionsLanguage();
    const all = tracks();
    return (
      all.find(({ language }) => language === remembered) ??
      all.find(({ language }) => language.startsWith(readerLanguage)) ??
      all[0]
    )?.language;
  };

  const show = (language: string | null) => {
    select(language);
    preferences.setCaptions(language ?? 'off');
  };

  return {
    offer(list) {
      const captions = list.filter(({ kind, url }) => kind === 'captions' && url !== null);
      const key = JSON.stringify(captions.map(({ url }) => url));
      if (key === offered) return;
      const isFirst = offered === '';
      offered = key;
      // What somebody reads stays on screen, though its file has another address now.
      const current = showing();
      for (const track of elements()) {
        const isKept = track.track === current && captions.some((caption) => isSame(caption, track));
        if (!isKept) track.remove();
      }
      for (const { url, label, language } of captions) {
        if (elements().some((track) => isSame({ label, language }, track))) continue;
        const track = document.createElement('track');
        track.kind = 'captions';
        track.label = label;
        track.srclang = language ?? 'und';
        track.src = url ?? '';
        video.append(track);
      }
      const remembered = preferences.captions();
      if (isFirst) select(remembered === 'off' ? null : remembered);
      else settle();
    },
    choices: () =>
      tracks().map(({ label, language, mode }) => ({ label, language, isShowing: mode === 'showing' })),
    show,
    toggle: () => show(showing() ? null : (preferred() ?? null)),
    onChange(listener) {
      for (const name of ['change', 'addtrack', 'removetrack']) {
        video.textTracks.addEventListener(name, listener);
      }
    },
  };
}
