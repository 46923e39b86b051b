import { toFps } from '../frame-rate.ts';
import type { AudioStream, VideoStream } from '../probe.ts';
import { judgeEdits, type TrackTimes } from './edit-list.ts';

/** What is known of a recording before anything is copied. */
export interface SourceFacts {
  video: VideoStream | null;
  audio: readonly AudioStream[];
  /** Timelines by track number; null where the container has no edit lists, `unreadable` where they cannot be read. */
  times: ReadonlyMap<number, TrackTimes> | null | 'unreadable';
}

const PROFILES = new Set(['Constrained Baseline', 'Baseline', 'Main', 'High']);
/** 60 a second, where times and the length are rounded to milliseconds; the samples themselves are looked at later. */
const MOST_FPS = 60.6;
const MOST_APART_MS = 100;

/**
 * Why the picture cannot be shown as it is, as a sentence; null where it may, as far as the container tells. What came
 * out of the copy is looked at afterwards.
 */
export function whyNotCopied(facts: SourceFacts): string | null {
  const { video, audio } = facts;
  if (video === null) return 'It has no picture.';
  if (video.codec !== 'h264') return `Its picture is ${video.codec}, not H.264.`;
  if (!PROFILES.has(video.profile ?? '')) return `Its picture has the H.264 profile ${video.profile}.`;
  if (video.pixelFormat !== 'yuv420p') return `Its picture is ${video.pixelFormat}, not 8-bit 4:2:0.`;
  if (video.transfer === 'smpte2084' || video.transfer === 'arib-std-b67') return 'Its picture is HDR.';
  if (video.isInterlaced) return 'Its picture is interlaced.';
  if (video.isTurned) return 'Its picture is turned.';
  if (!video.hasSquarePixels) return 'Its pixels are not square.';
  if (video.averageRate !== null && toFps(video.averageRate) > MOST_FPS)
    return 'It has more than 60 pictures a second.';
  if (audio.some((sound) => areApart(video.startMs, sound.startMs)))
    return 'Picture and sound begin at different moments.';
  return judgeTimeline(facts.times, video.trackId);
}

/** Whether a sound track may be kept as it is: AAC-LC in stereo that is heard from its beginning to its end. */
export function isSoundCopied(stream: AudioStream, times: SourceFacts['times']): boolean {
  return (
    stream.codec === 'aac' &&
    stream.profile === 'LC' &&
    stream.channels === 2 &&
    judgeTimeline(times, stream.trackId, withRunIn) === null
  );
}

function judgeTimeline(
  times: SourceFacts['times'],
  trackId: number | null,
  adjust: (times: TrackTimes) => TrackTimes = (t) => t,
): string | null {
  if (times === null) return null;
  const own = times === 'unreadable' || trackId === null ? undefined : times.get(trackId);
  if (own === undefined) return 'The index of its container cannot be read.';
  if (own.descriptions !== 1) return 'The settings of its decoder change on the way.';
  return judgeEdits(adjust(own));
}

/** An encoder's run-in, which every AAC track has, is left out by its edit list and is no edit. */
function withRunIn(times: TrackTimes): TrackTimes {
  const firstShown = times.edits.find((edit) => edit.start !== null)?.start ?? 0;
  return firstShown <= MOST_APART_MS / 1000 ? { ...times, firstShown } : times;
}

function areApart(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && Math.abs(a - b) > MOST_APART_MS;
}
