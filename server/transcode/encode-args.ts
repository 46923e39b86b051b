import { join } from 'node:path';
import { buildFilterGraph } from './filter-graph.ts';
import { fileSource, SOURCE_OPTIONS } from './input-options.ts';
import type { AudioPlan, Plan, VideoPlan } from './plan.ts';
import type { FfmpegRun } from './run.ts';
import { levelledFilters, type SoundLevel, UNCHANGED } from './sound/sound-filters.ts';

export const PLAYLIST = 'index.m3u8';
export const INIT_SEGMENT = 'init.mp4';

type Output = FfmpegRun['outputs'][number];

/**
 * The one ffmpeg run that makes every rendition, sound track and caption file.
 * Playlists are named by absolute path, so that the process can be found by its folder; segments relative to it,
 * because ffmpeg would read a percent sign of the folder's name as a pattern.
 */
export function buildEncodeRun(o: {
  input: string;
  dir: string;
  plan: Plan;
  canToneMap: boolean;
}): Pick<FfmpegRun, 'inputs' | 'outputs' | 'cwd'> {
  const { plan, dir } = o;
  const { video } = plan;
  const outputs = [
    ...(video === null ? [] : video.rungs.map((_, i) => videoOutput(video, i, o))),
    ...plan.audio.map((track) => audioOutput(track, o)),
    ...plan.captions.map((track) => ({
      options: ['-map', `0:${track.streamIndex}`, '-c:s', 'webvtt', '-f', 'webvtt'],
      target: join(dir, track.path),
    })),
  ];
  const graph = video === null ? [] : ['-filter_complex', buildFilterGraph(video, o)];
  return {
    inputs: [{ options: ['-max_error_rate', '1', ...SOURCE_OPTIONS], source: fileSource(o.input) }],
    outputs: outputs.map((output, i) =>
      i === 0 ? { ...output, options: [...graph, ...output.options] } : output,
    ),
    cwd: dir,
  };
}

function videoOutput(video: VideoPlan, index: number, o: { dir: string; plan: Plan }): Output {
  const rung = video.rungs[index];
  if (rung === undefined) throw new RangeError(`no rung ${index}`);
  const { gopFrames, frameRate } = video;
  const options = [
    ...[
      '-map',
      `[v${index}]`,
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-profile:v',
      'high',
      '-pix_fmt',
      'yuv420p',
    ],
    ...['-crf', '23', '-maxrate', `${rung.maxBitrateBps}`, '-bufsize', `${rung.maxBitrateBps * 2}`],
    ...['-r', `${frameRate.num}/${frameRate.den}`, '-vsync', 'cfr'],
    ...['-g', `${gopFrames}`, '-keyint_min', `${gopFrames}`, '-sc_threshold', '0', '-flags', '+cgop'],
    ...['-forced-idr', '1', '-force_key_frames', `expr:eq(mod(n,${gopFrames}),0)`],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    // A little less than a segment, so that rounding never lets a key frame pass without a cut.
    ...segmentOptions(rung.name, o.plan.segmentSeconds * 0.95),
  ];
  return { options, target: join(o.dir, rung.name, PLAYLIST) };
}

/** One sound track as AAC-LC at its planned bit rate, in segments in `dir/<track id>`; unchanged in level unless given. */
export function audioOutput(
  track: AudioPlan,
  o: { dir: string; plan: Pick<Plan, 'segmentSeconds'>; level?: SoundLevel },
): Output {
  const options = [
    ...['-map', `0:${track.streamIndex}`, '-c:a', 'aac', '-b:a', `${track.bitrateBps}`],
    ...['-af', levelledFilters(track, o.level ?? UNCHANGED)],
    ...segmentOptions(track.id, o.plan.segmentSeconds),
  ];
  return { options, target: join(o.dir, track.id, PLAYLIST) };
}

/**
 * Fragmented MP4 (CMAF) segments as files of their own, each renamed into place when whole.
 * Without `avoid_negative_ts disabled` ffmpeg delays a picture with B-frames by up to two frames against the sound.
 */
function segmentOptions(folder: string, seconds: number): string[] {
  return [
    ...[
      '-map_metadata',
      '-1',
      '-map_chapters',
      '-1',
      '-avoid_negative_ts',
      'disabled',
      '-max_muxing_queue_size',
      '9999',
    ],
    ...['-f', 'hls', '-hls_time', seconds.toFixed(6), '-hls_playlist_type', 'event', '-hls_list_size', '0'],
    ...['-hls_segment_type', 'fmp4', '-hls_flags', 'temp_file+independent_segments'],
    ...['-hls_fmp4_init_filename', INIT_SEGMENT, '-hls_segment_filename', `${folder}/seg-%05d.m4s`],
  ];
}
