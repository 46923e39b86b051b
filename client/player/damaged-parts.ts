import type Hls from 'hls.js';
import type { Fragment, LevelDetails } from 'hls.js';
import type { Stretch } from './recovery.ts';

/** A segment that could not be decoded. */
export interface DamagedPart extends Stretch {
  /** Which variant of the picture it belongs to; null = the sound, or nobody knows. */
  level: number | null;
  urls: readonly string[];
}

/** Errors of the media element come while it decodes ahead of what is shown. */
const decodedAheadSeconds = 0.9;

/** Describes the segment that an error names, or else what plays at a second; null before any playlist is known. */
export function damagedPartOf(hls: Hls, fragment: Fragment | undefined, seconds: number): DamagedPart | null {
  if (fragment) {
    const { start, end, url, type, level } = fragment;
    return {
      startSeconds: start,
      endSeconds: end,
      level: type === 'main' ? level : null,
      urls: [url],
    };
  }
  const at = seconds + decodedAheadSeconds;
  const level = hls.currentLevel < 0 ? hls.loadLevel : hls.currentLevel;
  const picture = fragmentAt(hls.levels[level]?.details, at);
  if (!picture) return null;
  const sound = hls.audioTracks[hls.audioTrack]?.details;
  return {
    startSeconds: picture.start,
    endSeconds: picture.end,
    level,
    urls: [hls.levels[level]?.details, sound].flatMap((details) => urlsAround(details, seconds)),
  };
}

/** Addresses of what may have been decoded when an error came. */
function urlsAround(details: LevelDetails | undefined, seconds: number): string[] {
  const all = details?.fragments ?? [];
  return all
    .filter(({ start, end }) => start < seconds + 2 * decodedAheadSeconds && seconds < end)
    .map(({ url }) => url);
}

function fragmentAt(details: LevelDetails | undefined, seconds: number): Fragment | undefined {
  const all = details?.fragments ?? [];
  return all.find(({ start, end }) => start <= seconds && seconds < end) ?? all.at(-1);
}

/** Marks what lies in one of the stretches as a gap (EXT-X-GAP of RFC 8216bis), so that hls.js does not load it. */
export function markGaps(details: LevelDetails, stretches: readonly Stretch[]): void {
  for (const fragment of details.fragments) {
    const middle = (fragment.start + fragment.end) / 2;
    const isGap = stretches.some(
      ({ startSeconds, endSeconds }) => startSeconds < middle && middle < endSeconds,
    );
    if (!isGap || fragment.gap) continue;
    fragment.gap = true;
    fragment.tagList.push(['GAP']);
  }
}

/** Lets hls.js ask past every cache for what is in `distrusted`: a cache may have kept the damage. */
export function askPastCaches(
  distrusted: ReadonlySet<string>,
): (request: XMLHttpRequest, url: string) => void {
  return (request, url) => {
    if (!distrusted.has(url)) return;
    request.open('GET', url, true);
    request.setRequestHeader('Cache-Control', 'no-cache');
  };
}
