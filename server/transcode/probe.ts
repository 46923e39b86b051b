import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { quoteName, runFfprobe } from './ffprobe.ts';
import type { FrameRate } from './frame-rate.ts';
import { MediaError } from './media-error.ts';
import { plausibleDurationMs, refuseBeyondLimits } from './probe-limits.ts';

/** What a recording is, as its container says; times in milliseconds, sizes as displayed. */
export interface Probe {
  container: string;
  sizeBytes: number;
  /** Null where the container does not say. */
  durationMs: number | null;
  video: VideoStream | null;
  audio: AudioStream[];
  /** Text subtitles; pictures of text are left out. */
  subtitles: Array<{ index: number; codec: string; language: string | null; title: string | null }>;
  /** The stream that is a cover picture, not a film. */
  cover: { index: number; width: number; height: number } | null;
  chapters: Array<{ startMs: number; endMs: number; title: string }>;
}

export interface VideoStream {
  index: number;
  codec: string;
  /** Displayed pixels: square, and turned as the container asks. */
  width: number;
  height: number;
  nominalRate: FrameRate | null;
  averageRate: FrameRate | null;
  isInterlaced: boolean;
  pixelFormat: string;
  transfer: string | null;
  matrix: string | null;
  /** Coded pixels, before pixel shape and rotation. */
  codedHeight: number;
  profile: string | null;
  /** False where one pixel is to be shown wider or higher than the other way. */
  hasSquarePixels: boolean;
  /** True where the container asks for the picture to be turned or mirrored. */
  isTurned: boolean;
  /** When its first picture is shown, on the container's own clock. */
  startMs: number | null;
  /** The track's number in an MP4. */
  trackId: number | null;
}

export interface AudioStream {
  index: number;
  codec: string;
  channels: number;
  language: string | null;
  title: string | null;
  isDefault: boolean;
  profile: string | null;
  /** When it is first heard, on the container's own clock. */
  startMs: number | null;
  trackId: number | null;
}

const text = z.string().optional();
const streamSchema = z.object({
  index: z.number(),
  codec_type: text,
  codec_name: text,
  id: text,
  profile: text,
  start_time: text,
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: text,
  pix_fmt: text,
  field_order: text,
  r_frame_rate: text,
  avg_frame_rate: text,
  color_transfer: text,
  color_space: text,
  channels: z.number().optional(),
  duration: text,
  disposition: z.object({ attached_pic: z.number(), default: z.number() }).partial().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).optional(),
});
type RawStream = z.infer<typeof streamSchema>;

const answerSchema = z.object({
  streams: z.array(streamSchema).default([]),
  format: z.object({ format_name: text, duration: text }).default({}),
  chapters: z
    .array(
      z.object({
        start_time: z.string(),
        end_time: z.string(),
        tags: z.record(z.string(), z.string()).optional(),
      }),
    )
    .default([]),
});

const TEXT_SUBTITLES = new Set([
  'subrip',
  'srt',
  'ass',
  'ssa',
  'mov_text',
  'webvtt',
  'text',
  'ttml',
  'subviewer',
  'microdvd',
]);

/**
 * Looks at a recording without decoding it.
 * @throws MediaError `empty_file`, `not_media`, `no_streams`, `unsupported` with a sentence that names the file
 */
export async function probe(o: {
  input: string;
  ffprobePath?: string | undefined;
  signal?: AbortSignal | undefined;
}): Promise<Probe> {
  const name = quoteName(o.input);
  const file = await stat(o.input).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'cannot be found' : `cannot be opened (${cause.code})`;
    throw new MediaError('failed', `${name} ${reason}.`, { cause });
  });
  if (!file.isFile()) throw new MediaError('not_media', `${name} is not a file.`);
  const { size } = file;
  if (size === 0) throw new MediaError('empty_file', `${name} is empty: it holds no bytes.`);
  const answer = await runFfprobe(o);
  refuseBeyondLimits(name, answer);
  const found = parseProbe(answer.json, size);
  if (found.video === null && found.audio.length === 0) {
    throw new MediaError('no_streams', `${name} holds neither picture nor sound.`);
  }
  return { ...found, durationMs: plausibleDurationMs(name, found) };
}

/** Reads ffprobe's JSON; streams that no decoder knows or that have no size are left out. */
export function parseProbe(json: string, sizeBytes: number): Probe {
  const { streams, format, chapters } = answerSchema.parse(JSON.parse(json));
  const known = streams.filter((s) => s.codec_name !== undefined && s.codec_name !== 'unknown');
  const pictures = known.filter((s) => s.codec_type === 'video' && (s.width ?? 0) > 0 && (s.height ?? 0) > 0);
  const films = pictures.filter((s) => s.disposition?.attached_pic !== 1);
  const film = films.toSorted((a, b) => area(b) - area(a))[0];
  const durations = [format.duration, ...streams.map((s) => s.duration)]
    .map(toMs)
    .filter((ms) => ms !== null);
  return {
    container: format.format_name ?? 'unknown',
    sizeBytes,
    durationMs: toMs(format.duration) ?? (durations.length > 0 ? Math.max(...durations) : null),
    video: film === undefined ? null : toVideo(film),
    audio: known.filter((s) => s.codec_type === 'audio' && (s.channels ?? 0) > 0).map(toAudio),
    subtitles: known
      .filter((s) => s.codec_type === 'subtitle' && TEXT_SUBTITLES.has(s.codec_name ?? ''))
      .map((s) => ({ index: s.index, codec: s.codec_name ?? '', ...names(s) })),
    cover: toCover(pictures.find((s) => s.disposition?.attached_pic === 1)),
    chapters: chapters.map((c) => ({
      startMs: toMs(c.start_time) ?? 0,
      endMs: toMs(c.end_time) ?? 0,
      title: c.tags?.title ?? '',
    })),
  };
}

function toVideo(s: RawStream): VideoStream {
  const coded = { width: s.width ?? 0, height: s.height ?? 0 };
  const shape = toRatio(s.sample_aspect_ratio?.replace(':', '/'));
  const square = {
    width: shape === null ? coded.width : (coded.width * shape.num) / shape.den,
    height: coded.height,
  };
  const quarterTurns = Math.round(
    (s.side_data_list?.find((d) => d.rotation !== undefined)?.rotation ?? 0) / 90,
  );
  const shown = quarterTurns % 2 === 0 ? square : { width: square.height, height: square.width };
  return {
    index: s.index,
    codec: s.codec_name ?? '',
    ...shown,
    nominalRate: toRatio(s.r_frame_rate),
    averageRate: toRatio(s.avg_frame_rate),
    isInterlaced: ['tt', 'bb', 'tb', 'bt'].includes(s.field_order ?? ''),
    pixelFormat: s.pix_fmt ?? 'unknown',
    transfer: s.color_transfer ?? null,
    matrix: s.color_space ?? null,
    codedHeight: coded.height,
    profile: s.profile ?? null,
    hasSquarePixels: shape === null || shape.num === shape.den,
    isTurned: s.side_data_list?.some((d) => d.rotation !== undefined) ?? false,
    ...onClock(s),
  };
}

function toCover(s: RawStream | undefined): Probe['cover'] {
  return s === undefined ? null : { index: s.index, width: s.width ?? 0, height: s.height ?? 0 };
}

function toAudio(s: RawStream): AudioStream {
  return {
    index: s.index,
    codec: s.codec_name ?? '',
    channels: s.channels ?? 0,
    ...names(s),
    isDefault: s.disposition?.default === 1,
    profile: s.profile ?? null,
    ...onClock(s),
  };
}

function onClock(s: RawStream): { startMs: number | null; trackId: number | null } {
  const seconds = s.start_time === undefined ? Number.NaN : Number(s.start_time);
  const trackId = Number(s.id);
  return {
    startMs: Number.isFinite(seconds) ? Math.round(seconds * 1000) : null,
    trackId: s.id !== undefined && Number.isInteger(trackId) ? trackId : null,
  };
}

function names(s: RawStream): { language: string | null; title: string | null } {
  return { language: toLanguage(s.tags?.language), title: s.tags?.title?.trim() || null };
}

/** ISO 639-2 as containers hold it (`fre`, `eng`) as BCP 47 (`fr`, `en`); null where undetermined or unreadable. */
function toLanguage(tag: string | undefined): string | null {
  if (tag === undefined || ['', 'und', 'unk', 'mis', 'zxx', 'mul'].includes(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

function toRatio(value: string | undefined): FrameRate | null {
  const [num = 0, den = 0] = (value ?? '').split('/').map(Number);
  return num > 0 && den > 0 ? { num, den } : null;
}

function toMs(seconds: string | undefined): number | null {
  const value = Number(seconds);
  return seconds === undefined || !Number.isFinite(value) || value <= 0 ? null : Math.round(value * 1000);
}

function area(s: RawStream): number {
  return (s.width ?? 0) * (s.height ?? 0);
}
