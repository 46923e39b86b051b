import { z } from 'zod';
import { MAX_DURATION_MS, MAX_PIXELS, MAX_STREAMS } from './limits.ts';
import { MediaError } from './media-error.ts';

/** What ffprobe said of a recording. */
export interface FfprobeAnswer {
  /** As `-of json` prints it. */
  json: string;
  /** The size of a picture that ffmpeg refused to look at for its pixels, as "16000x16000"; else null. */
  tooLarge: string | null;
}

const schema = z.object({
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        width: z.number().optional(),
        height: z.number().optional(),
        disposition: z.object({ attached_pic: z.number() }).partial().optional(),
      }),
    )
    .default([]),
});

/** Containers without a header that tells a length: it is guessed from timestamps, which may jump. */
const GUESSED_LENGTH = new Set(['mpegts', 'mpeg']);

/**
 * Refuses what is beyond the engine's limits by what the container says, before anything is decoded.
 * @param name the file's name, quoted, for the sentence
 * @throws MediaError `unsupported`
 */
export function refuseBeyondLimits(name: string, answer: FfprobeAnswer): void {
  const { streams } = schema.parse(JSON.parse(answer.json));
  const counted = streams.filter((s) => s.codec_type !== 'attachment' && s.disposition?.attached_pic !== 1);
  if (counted.length > MAX_STREAMS) {
    throw new MediaError(
      'unsupported',
      `${name} holds ${counted.length} streams; ${MAX_STREAMS} are the limit.`,
    );
  }
  for (const film of counted.filter((s) => s.codec_type === 'video')) {
    const { width = 0, height = 0 } = film;
    // ffprobe gives no size to a picture that it did not want to look at.
    const size =
      width * height > MAX_PIXELS ? `${width}x${height}` : width * height === 0 ? answer.tooLarge : null;
    if (size !== null) throw tooManyPixels(name, size);
  }
}

/** What is said of a picture beyond the limit; `size` as "8320x8192". */
export function tooManyPixels(name: string, size: string): MediaError {
  const limit = `${Math.floor(MAX_PIXELS / 1e6)} million are the limit`;
  return new MediaError(
    'unsupported',
    `The picture of ${name} is too large: ${size.replace('x', ' by ')} pixels; ${limit}.`,
  );
}

/**
 * The length that can be relied on: none where it was guessed and cannot be true.
 * @throws MediaError `unsupported` where a container's own header says more than may be
 */
export function plausibleDurationMs(
  name: string,
  found: { container: string; durationMs: number | null },
): number | null {
  const { durationMs, container } = found;
  if (durationMs === null || durationMs <= MAX_DURATION_MS) return durationMs;
  if (GUESSED_LENGTH.has(container)) return null;
  const hours = Math.round(durationMs / 3_600_000).toLocaleString('en');
  throw new MediaError(
    'unsupported',
    `${name} says that it plays for ${hours} hours; ${MAX_DURATION_MS / 3_600_000} are the limit.`,
  );
}
