import Hls, { type ErrorData, type Fragment, type HlsConfig, type Level } from 'hls.js';
import { askPastCaches, type DamagedPart, damagedPartOf, markGaps } from './damaged-parts.ts';
import { PatientErrors } from './hls-errors.ts';
import { createRecovery } from './recovery.ts';

/** Playing on for so long means that whatever went wrong is over. */
const progressSeconds = 0.5;
/** Buffers begin and end a little beside the seams that the playlist tells. */
const seamSeconds = 0.05;

/** The way of one media element out of media errors. */
export interface Rescue {
  /** What hls.js has to know from the beginning. */
  config: Partial<HlsConfig>;
  /** Looks after an instance of hls.js that is going to feed the media element. */
  watch(instance: Hls): void;
  /** Whether an error that hls.js takes lightly has ended the media source. */
  isNeededFor(error: ErrorData): boolean;
  /** Takes the next step out of a media error: one of hls.js, or else of the media element. */
  recover(instance: Hls, error?: ErrorData): void;
  /** The quality to begin with instead of the viewer's; null where theirs is fine. */
  detourLevel(): number | null;
  /** Another source comes: nothing is known of it. */
  forget(): void;
}

/**
 * Makes the rescue: after each error the media element is fed anew from where its viewer is, with the segment in question
 * fetched past every cache, then in another quality; what stays undecodable is a gap that is jumped over.
 * `position` is where the viewer is, `restart` feeds anew from a second, `giveUp` ends it all, `onDetourEnd` takes the
 * viewer's own quality again.
 */
export function createRescue(options: {
  video: HTMLVideoElement;
  /** In seconds; null while the media element does not yet stand where it should. */
  shownSeconds: () => number | null;
  position: () => number;
  restart: (seconds: number) => void;
  giveUp: () => void;
  onDetourEnd: () => void;
  onSkipped: () => void;
  signal: AbortSignal;
}): Rescue {
  const { video, shownSeconds, position, restart, giveUp, onDetourEnd, onSkipped, signal } = options;
  let recovery = createRecovery();
  let gaps: DamagedPart[] = [];
  let detour: { level: number; untilSeconds: number } | null = null;
  let playedFromSeconds = 0;
  const distrusted = new Set<string>();
  /** The last segment given to each buffer of the browser, by its name. */
  const appended = new Map<string, Fragment>();

  /** Where to go on from a second in a gap, or before one that nothing more is played of; null outside. */
  const behindGap = (seconds: number): number | null => {
    const slackSeconds = video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA ? progressSeconds : 0;
    const gap = gaps.find(
      ({ startSeconds, endSeconds }) => startSeconds - slackSeconds <= seconds && seconds < endSeconds,
    );
    return gap ? gap.endSeconds + seamSeconds : null;
  };

  const onTime = ({ type }: Event) => {
    const seconds = shownSeconds();
    if (seconds === null) return;
    if (type === 'seeking') playedFromSeconds = seconds;
    const behind = behindGap(seconds);
    if (behind !== null) {
      // The end itself is reached only by playing.
      video.currentTime = Math.min(behind, video.duration - 2 * seamSeconds);
      onSkipped();
    } else if (seconds > playedFromSeconds + progressSeconds) {
      recovery.progressed();
      if (!detour || seconds < detour.untilSeconds) return;
      detour = null;
      onDetourEnd();
    }
  };
  for (const name of ['timeupdate', 'waiting', 'seeking']) video.addEventListener(name, onTime, { signal });

  return {
    config: { errorController: PatientErrors, xhrSetup: askPastCaches(distrusted) },
    watch(instance) {
      instance.on(Hls.Events.LEVEL_LOADED, (_name, { details }) => markGaps(details, gaps));
      instance.on(Hls.Events.AUDIO_TRACK_LOADED, (_name, { details }) => markGaps(details, gaps));
      instance.on(Hls.Events.BUFFER_APPENDING, (_name, { type, frag }) => appended.set(type, frag));
    },
    isNeededFor: ({ details }) =>
      details === Hls.ErrorDetails.MEDIA_SOURCE_REQUIRES_RESET ||
      details === Hls.ErrorDetails.BUFFER_APPENDING_ERROR,
    recover(instance, error) {
      let seconds = position();
      const fragment = error?.frag ?? appended.get(error?.sourceBufferName ?? '');
      const part = damagedPartOf(instance, fragment, seconds);
      const other = part === null ? null : otherLevel(instance.levels, part.level);
      const step = recovery.next(part, other !== null);
      if (step === 'give-up') return giveUp();
      for (const url of part?.urls ?? []) distrusted.add(url);
      if (step === 'other-rendition' && part && other !== null) {
        detour = { level: other, untilSeconds: part.endSeconds };
      }
      if (step === 'skip' && part) {
        detour = null;
        gaps.push(part);
        const behind = behindGap(seconds);
        if (behind !== null) onSkipped();
        seconds = behind ?? seconds;
      }
      console.warn(
        'STEP',
        step,
        part?.startSeconds,
        part?.level,
        'from',
        position(),
        'to',
        seconds,
        'other',
        other,
      );
      playedFromSeconds = seconds;
      appended.clear();
      restart(seconds);
    },
    detourLevel: () => detour?.level ?? null,
    forget() {
      recovery = createRecovery();
      [gaps, detour] = [[], null];
      distrusted.clear();
    },
  };
}

/** The variant next below another (or above, where that is the lowest); null for the sound and where there is one alone. */
function otherLevel(levels: readonly Level[], level: number | null): number | null {
  const height = levels[level ?? -1]?.height;
  if (level === null || height === undefined) return null;
  const others = levels.map((other, id) => ({ id, height: other.height })).filter(({ id }) => id !== level);
  const lower = others.filter((other) => other.height <= height).toSorted((a, b) => b.height - a.height)[0];
  return (lower ?? others.toSorted((a, b) => a.height - b.height)[0])?.id ?? null;
}
