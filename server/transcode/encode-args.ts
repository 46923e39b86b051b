import { join } from 'node:path';
import { encodedColours } from './colours.ts';
import { buildFilterGraph } from './filter-graph.ts';
import type { Effort } from './ladder.ts';
import type { AudioPlan, CaptionPlan, Plan, VideoPlan } from './plan.ts';
import type { FfmpegRun } from './run.ts';
import { levelledFilters, type SoundLevel, UNCHANGED } from './sound/sound-filters.ts';
import { plannedInput } from './span.ts';

export const PLAYLIST = 'index.m3u8';
export const INIT_SEGMENT = 'init.mp4';

type Output = FfmpegRun['outputs'][number];

/** `event`: rewritten after every segment, for those who watch already; `vod`: written once, at the end. */
export type PlaylistKind = 'event' | 'vod';

/** Further than any recording is long: key frames come where they are asked for, and nowhere else. */
const NO_OWN_KEY_FRAMES = 1_000_000;

/** Looking further ahead costs less than a slower preset and saves as many bytes. */
const SEARCH: Record<Effort, string> = {
  standard: 'rc-lookahead=20',
  thorough: 'rc-lookahead=40:trellis=1:subme=6:psy=0',
};

/**
 * The ffmpeg run of a version that grows: some rungs and every sound track.
 * Playlists are named by absolute path, so that the process can be found by its folder; segments relative to it,
 * because ffmpeg would read a percent sign of the folder's name as a pattern.
 * @param o.rungs indexes of the rungs to make
 * @param o.levels by the id of a sound track; unchanged where it has none
 */
export function buildEncodeRun(o: {
  input: string;
  dir: string;
  plan: Plan;
  canToneMap: boolean;
  rungs: readonly number[];
  levels?: ReadonlyMap<string, SoundLevel> | undefined;
}): Pick<FfmpegRun, 'inputs' | 'outputs' | 'cwd'> {
  const { plan, dir } = o;
  const { video, segmentSeconds } = plan;
  const pictures =
    video === null
      ? []
      : o.rungs.map((index) => pictureOutput({ video, index, dir, segmentSeconds, kind: 'event' }));
  const graph =
    video === null || pictures.length === 0 ? [] : ['-filter_complex', buildFilterGraph(video, o)];
  const sounds = plan.audio.map((track) => audioOutput(track, { dir, plan, level: o.levels?.get(track.id) }));
  return {
    inputs: [plannedInput(o.input, plan)],
    outputs: withGraph(graph, [...pictures, ...sounds]),
    cwd: dir,
  };
}

/** Gives the filter graph of a run to its first output, where ffmpeg takes it from. */
export function withGraph(graph: readonly string[], outputs: readonly Output[]): Output[] {
  return outputs.map((output, i) =>
    i === 0 ? { ...output, options: [...graph, ...output.options] } : output,
  );
}

/**
 * One rung as segments: H.264 High below its cap, closed groups of pictures as long as a segment.
 * @param o.cutAtSeconds where segments begin, if not at even intervals
 */
export function pictureOutput(o: {
  video: VideoPlan;
  index: number;
  dir: string;
  segmentSeconds: number;
  kind: PlaylistKind;
  cutAtSeconds?: readonly number[] | undefined;
}): Output {
  const { video, cutAtSeconds } = o;
  const rung = video.rungs[o.index];
  if (rung === undefined) throw new RangeError(`no rung ${o.index}`);
  const { frameRate } = video;
  const colours = encodedColours(video);
  const gop = cutAtSeconds === undefined ? video.gopFrames : NO_OWN_KEY_FRAMES;
  const keys =
    cutAtSeconds === undefined ? `expr:eq(mod(n,${gop}),0)` : keyFrameTimes(cutAtSeconds, frameRate);
  // A little less than a segment, so that rounding never lets a key frame pass without a cut.
  const seconds = cutAtSeconds === undefined ? o.segmentSeconds * 0.95 : 0.01;
  const options = [
    ...['-map', `[v${o.index}]`, '-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high'],
    ...['-pix_fmt', 'yuv420p', '-x264-params', SEARCH[video.effort]],
    ...['-crf', `${rung.crf}`, '-maxrate', `${rung.maxBitrateBps}`, '-bufsize', `${rung.maxBitrateBps * 2}`],
    ...['-r', `${frameRate.num}/${frameRate.den}`, '-vsync', 'cfr'],
    ...['-g', `${gop}`, '-keyint_min', `${gop}`, '-sc_threshold', '0', '-flags', '+cgop'],
    ...['-forced-idr', '1', '-force_key_frames', keys],
    ...['-color_primaries', colours.primaries, '-color_trc', colours.transfer],
    ...['-colorspace', colours.matrix, '-color_range', 'tv'],
    ...segmentOptions({ folder: rung.name, seconds, kind: o.kind }),
  ];
  return { options, target: join(o.dir, rung.name, PLAYLIST) };
}

/** One sound track as AAC-LC at its planned bit rate, in segments in `dir/<track id>`; unchanged in level unless given. */
export function audioOutput(
  track: AudioPlan,
  o: {
    dir: string;
    plan: Pick<Plan, 'segmentSeconds'>;
    level?: SoundLevel | undefined;
    kind?: PlaylistKind | undefined;
  },
): Output {
  const options = [
    ...['-map', `0:${track.streamIndex}`, '-c:a', 'aac', '-b:a', `${track.bitrateBps}`],
    ...['-af', levelledFilters(track, o.level ?? UNCHANGED)],
    ...segmentOptions({ folder: track.id, seconds: o.plan.segmentSeconds, kind: o.kind ?? 'event' }),
  ];
  return { options, target: join(o.dir, track.id, PLAYLIST) };
}

/** A text subtitle as a WebVTT file. */
export function captionOutput(track: CaptionPlan, dir: string): Output {
  const options = ['-map', `0:${track.streamIndex}`, '-c:s', 'webvtt', '-f', 'webvtt'];
  return { options, target: join(dir, track.path) };
}

/**
 * Fragmented MP4 (CMAF) segments as files of their own, each renamed into place when whole.
 * Without `avoid_negative_ts disabled` ffmpeg delays a picture with B-frames by up to two frames against the sound.
 */
export function segmentOptions(o: { folder: string; seconds: number; kind: PlaylistKind }): string[] {
  return [
    ...['-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-avoid_negative_ts', 'disabled', '-max_muxing_queue_size', '9999'],
    ...['-f', 'hls', '-hls_time', o.seconds.toFixed(6), '-hls_playlist_type', o.kind, '-hls_list_size', '0'],
    ...['-hls_segment_type', 'fmp4', '-hls_flags', 'temp_file+independent_segments'],
    ...['-hls_fmp4_init_filename', INIT_SEGMENT, '-hls_segment_filename', `${o.folder}/seg-%05d.m4s`],
  ];
}

/** A quarter of a frame early: ffmpeg takes the nearest frame (up to 5) or the next one (from 6 on), each rightly. */
function keyFrameTimes(seconds: readonly number[], frameRate: VideoPlan['frameRate']): string {
  const early = frameRate.den / frameRate.num / 4;
  return seconds.map((at) => Math.max(0, at - early).toFixed(3)).join(',');
}
