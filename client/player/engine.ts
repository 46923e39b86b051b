/** One encoded quality as the viewer chooses it; `id` is the engine's own. */
export interface Rendition {
  id: number;
  name: string;
  height: number;
  /** Frames a second, where the playlist says so. */
  frameRate: number | null;
}

/** One spoken language (or version of the sound). */
export interface AudioTrack {
  id: number;
  name: string;
  language: string | null;
}

/** What an engine reports. All are facts about the source now attached. */
export interface EngineEvents {
  onRenditions(renditions: readonly Rendition[], chosen: number | 'auto'): void;
  onRendition(id: number): void;
  onAudioTracks(tracks: readonly AudioTrack[], chosen: number | null): void;
  /** The media element is fed by this source from now on. */
  onSource(url: string): void;
  /** Another source was offered and not taken: what played before goes on. */
  onSourceKept(): void;
  /** The source answers 404 or 410. */
  onGone(): void;
  /** Nothing can be loaded now; call `reload` to try again. */
  onConnectionLost(): void;
  /** Something was loaded. */
  onSteady(): void;
  /** The media could not be decoded; what helps is being tried. */
  onRecovering(): void;
  /** A part that cannot be decoded was jumped over. */
  onSkipped(): void;
  /** The media cannot be played, and recovery did not help. */
  onFatal(): void;
}

/**
 * When another source may take over: `unnoticed` = only where nobody sees or hears it, and only for a better picture
 * (more lines); `now` = at once, playing out what is buffered; `interrupted` = the viewer interrupted the playback, so
 * nothing of the old source needs to be kept.
 */
export type ReplacementMoment = 'unnoticed' | 'now' | 'interrupted';

/** What feeds one media element; hls.js, or the browser itself. */
export interface Engine {
  /** Starts with a source; `startSeconds` null = its beginning. */
  open(url: string, startSeconds: number | null): void;
  /** Goes on with another source of the same recording at the same second, playing or paused as it was. */
  replace(url: string, moment: ReplacementMoment): void;
  /** Tries again after a lost connection, at the same second. */
  reload(): void;
  /** The viewer is about to watch: buffer generously from now on. */
  prepareToPlay(): void;
  chooseRendition(id: number | 'auto'): void;
  chooseAudio(id: number): void;
  destroy(): void;
}
