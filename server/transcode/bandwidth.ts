export interface MeasuredSegment {
  sizeBytes: number;
  durationSeconds: number;
}

/**
 * The peak segment bit rate of RFC 8216 section 4.1: the largest bit rate of any contiguous set of segments whose
 * total duration is between 0.5 and 1.5 times the target duration; where there is no such set, of any segment.
 */
export function peakBitrateBps(segments: readonly MeasuredSegment[], targetDurationSeconds: number): number {
  const least = 0.5 * targetDurationSeconds;
  const most = 1.5 * targetDurationSeconds;
  let peak = 0;
  for (let first = 0; first < segments.length; first++) {
    let bytes = 0;
    let seconds = 0;
    for (let last = first; last < segments.length; last++) {
      const segment = segments[last];
      if (segment === undefined) break;
      bytes += segment.sizeBytes;
      seconds += segment.durationSeconds;
      if (seconds > most) break;
      if (seconds >= least) peak = Math.max(peak, (bytes * 8) / seconds);
    }
  }
  if (peak === 0) {
    for (const s of segments)
      if (s.durationSeconds > 0) peak = Math.max(peak, (s.sizeBytes * 8) / s.durationSeconds);
  }
  return Math.ceil(peak);
}

/** The average segment bit rate of RFC 8216 section 4.1: all bytes by all seconds. */
export function averageBitrateBps(segments: readonly MeasuredSegment[]): number {
  const seconds = segments.reduce((sum, s) => sum + s.durationSeconds, 0);
  const bytes = segments.reduce((sum, s) => sum + s.sizeBytes, 0);
  return seconds > 0 ? Math.ceil((bytes * 8) / seconds) : 0;
}
