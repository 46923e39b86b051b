import { chooseFrameRate, type FrameRate, toFps } from './frame-rate.ts';
import { type Effort, effortFor, firstRung, planLadder, type Rung } from './ladder.ts';
import { planStoryboard, type StoryboardPlan } from './lasting/storyboard-plan.ts';
import { MAX_PIXELS } from './limits.ts';
import { MediaError } from './media-error.ts';
import type { AudioStream, Probe, VideoStream } from './probe.ts';
import { planSpan, type Span, type SpanPlan, withinSpan } from './span.ts';

const SEGMENT_SECONDS = 4;
const MAX_AUDIO_TRACKS = 16;
const MAX_CAPTION_TRACKS = 32;

/** Everything that is decided about a run before anything is decoded. */
export interface Plan {
  video: VideoPlan | null;
  audio: AudioPlan[];
  captions: CaptionPlan[];
  cover: Probe['cover'];
  chapters: Probe['chapters'];
  /** Null where there is no picture. */
  storyboard: StoryboardPlan | null;
  /** Length of a whole segment; the same in every rendition. */
  segmentSeconds: number;
  expectedDurationMs: number | null;
  /** The part of the source that is read; null = all of it. */
  span: SpanPlan | null;
}

export interface VideoPlan {
  streamIndex: number;
  /** Where it ends that is made of a part of the source; null = where the source does. */
  lengthMs: number | null;
  rungs: Rung[];
  /** The rung that is made before the others where the source cannot be copied, as an index. */
  firstRung: number;
  effort: Effort;
  frameRate: FrameRate;
  /** Frames between key frames, and so in a segment. */
  gopFrames: number;
  deinterlace: boolean;
  /** The transfer curve to map to SDR from, null where the picture is SDR. */
  hdrTransfer: 'smpte2084' | 'arib-std-b67' | null;
  /** swscale's name of the matrix the source's colours were made with. */
  inputMatrix: 'bt601' | 'bt709' | 'bt2020' | 'fcc' | 'smpte240m';
}

export interface AudioPlan {
  id: string;
  streamIndex: number;
  /** As of the picture. */
  lengthMs: number | null;
  channels: 1 | 2;
  bitrateBps: number;
  language: string | null;
  label: string;
  isDefault: boolean;
}

export interface CaptionPlan {
  streamIndex: number;
  language: string | null;
  label: string;
  path: string;
}

/**
 * Decides what is made of a recording: a pure function of what was probed.
 * @param part of the recording, where not all of it is asked for
 * @throws MediaError `unsupported` where the picture is beyond what may be decoded, or there is nothing in that part
 */
export function planRun(probed: Probe, part: Span | null = null): Plan {
  const found = withinSpan(probed, part);
  const span = planSpan(found, part);
  const lengthMs = span?.lengthMs ?? null;
  const video = found.video === null ? null : { ...planVideo(found.video), lengthMs };
  return {
    span,
    video,
    audio: planAudio(found.audio).map((track) => ({ ...track, lengthMs })),
    captions: planCaptions(found),
    cover: found.cover,
    chapters: found.chapters,
    storyboard: video === null ? null : planStoryboard(video.rungs, found.durationMs),
    segmentSeconds: video === null ? SEGMENT_SECONDS : video.gopFrames / toFps(video.frameRate),
    expectedDurationMs: found.durationMs,
  };
}

/**
 * Leaves out the streams that the installed ffmpeg cannot decode, which would end the whole run.
 * @throws MediaError `unsupported` where none is left
 */
export function keepDecodable(found: Probe, decodable: ReadonlySet<string>): Probe {
  const { video, audio, subtitles } = found;
  const kept = {
    ...found,
    video: video !== null && decodable.has(video.codec) ? video : null,
    audio: audio.filter((s) => decodable.has(s.codec)),
    subtitles: subtitles.filter((s) => decodable.has(s.codec)),
  };
  if (kept.video === null && kept.audio.length === 0) {
    const codecs = [...new Set([...(video === null ? [] : [video.codec]), ...audio.map((s) => s.codec)])];
    throw new MediaError('unsupported', `The installed ffmpeg cannot decode ${codecs.join(' or ')}.`);
  }
  return kept;
}

function planVideo(stream: VideoStream): Omit<VideoPlan, 'lengthMs'> {
  if (stream.width * stream.height > MAX_PIXELS) {
    throw new MediaError(
      'unsupported',
      `The picture is too large: ${stream.width} by ${stream.height} pixels.`,
    );
  }
  const frameRate = chooseFrameRate({
    nominal: stream.nominalRate,
    average: stream.averageRate,
    isInterlaced: stream.isInterlaced,
  });
  const fps = toFps(frameRate);
  const { transfer } = stream;
  const rungs = planLadder({ width: stream.width, height: stream.height, fps });
  return {
    streamIndex: stream.index,
    rungs,
    firstRung: firstRung(rungs),
    effort: effortFor(Math.min(rungs[0]?.width ?? 0, rungs[0]?.height ?? 0)),
    frameRate,
    gopFrames: Math.max(1, Math.round(SEGMENT_SECONDS * fps)),
    deinterlace: stream.isInterlaced,
    hdrTransfer: transfer === 'smpte2084' || transfer === 'arib-std-b67' ? transfer : null,
    inputMatrix: chooseMatrix(stream),
  };
}

/** Pictures that do not name their matrix were, by custom, made with BT.709 from 720 lines up and BT.601 below. */
function chooseMatrix(stream: VideoStream): VideoPlan['inputMatrix'] {
  switch (stream.matrix) {
    case 'bt709':
    case 'fcc':
    case 'smpte240m':
      return stream.matrix;
    case 'bt2020nc':
    case 'bt2020c':
      return 'bt2020';
    case 'bt470bg':
    case 'smpte170m':
      return 'bt601';
    default:
      return stream.codedHeight >= 720 ? 'bt709' : 'bt601';
  }
}

function planAudio(streams: readonly AudioStream[]): Omit<AudioPlan, 'lengthMs'>[] {
  const kept = streams.slice(0, MAX_AUDIO_TRACKS);
  const first = Math.max(
    0,
    kept.findIndex((s) => s.isDefault),
  );
  const labels = uniqueLabels(kept, 'Audio');
  return kept.map((stream, i) => {
    const channels = stream.channels === 1 ? 1 : 2;
    return {
      id: `audio-${i + 1}`,
      streamIndex: stream.index,
      channels,
      bitrateBps: channels === 1 ? 96_000 : 128_000,
      language: stream.language,
      label: labels[i] ?? `Audio ${i + 1}`,
      isDefault: i === first,
    };
  });
}

function planCaptions(found: Probe): CaptionPlan[] {
  const kept = found.subtitles.slice(0, MAX_CAPTION_TRACKS);
  const labels = uniqueLabels(kept, 'Subtitles');
  return kept.map((stream, i) => ({
    streamIndex: stream.index,
    language: stream.language,
    label: labels[i] ?? `Subtitles ${i + 1}`,
    path: `captions/${i + 1}.vtt`,
  }));
}

/** The track's own title, else its language's own name; numbered where two would be the same (RFC 8216 4.3.4.1). */
function uniqueLabels(
  tracks: ReadonlyArray<{ language: string | null; title: string | null }>,
  fallback: string,
): string[] {
  const taken = new Set<string>();
  return tracks.map((track) => {
    const base =
      (track.title ?? languageName(track.language) ?? fallback).replace(/["\r\n]/g, ' ').trim() || fallback;
    let label = base;
    for (let n = 2; taken.has(label); n++) label = `${base} ${n}`;
    taken.add(label);
    return label;
  });
}

function languageName(language: string | null): string | null {
  if (language === null) return null;
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}
