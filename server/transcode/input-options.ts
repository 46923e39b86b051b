import { MAX_ANNOUNCED_STREAMS, MAX_PIXELS, PROBE_BYTES, PROBE_DURATION_US } from './limits.ts';

const MP4 = 'mov,mp4,m4a,3gp,3g2,mj2';

/**
 * Demuxers a recording may be opened with. Left out on purpose are all that open further files or addresses
 * (hls, dash, concat, image2, sdp, webm_dash_manifest, imf), that run generators (lavfi) or draw text (tty, ansi).
 */
const DEMUXERS = [
  MP4,
  'matroska,webm',
  'avi',
  'asf',
  'flv',
  'mpegts',
  'mpeg',
  'mpegvideo',
  'ogg',
  'wav',
  'w64',
  'flac',
  'mp3',
  'aac',
  'aiff',
  'ac3',
  'eac3',
  'dts',
  'truehd',
  'caf',
  'au',
  'amr',
  'ape',
  'wv',
  'tta',
  'tak',
  'mxf',
  'gxf',
  'nut',
  'dv',
  'rm',
  'ivf',
  'h264',
  'hevc',
  'm4v',
  'wtv',
];

/**
 * Options before `-i` for a recording from outside, for ffmpeg and ffprobe alike: that one local file, read by a
 * demuxer that opens no other, with bounds on its streams and the pixels of a frame. Damaged packets are decoded as
 * far as they go.
 */
export const SOURCE_OPTIONS: readonly string[] = [
  ...['-protocol_whitelist', 'file', '-format_whitelist', DEMUXERS.join(',')],
  ...['-probesize', `${PROBE_BYTES}`, '-analyzeduration', `${PROBE_DURATION_US}`],
  ...['-max_streams', `${MAX_ANNOUNCED_STREAMS}`, '-max_pixels', `${MAX_PIXELS}`],
  ...['-fflags', '+genpts', '-err_detect', 'ignore_err'],
];

/**
 * The one way to give a recording from outside to ffmpeg, which then decodes it however much of it is damaged.
 * @param more options of this use, such as `-ss`, before the same `-i`
 */
export function sourceInput(
  absolutePath: string,
  more: readonly string[] = [],
): { options: readonly string[]; source: string } {
  return { options: [...more, '-max_error_rate', '1', ...SOURCE_OPTIONS], source: fileSource(absolutePath) };
}

/** Options before `-i` for the engine's own playlists, which may name segments beside them and nothing else. */
export const OWN_PLAYLIST_OPTIONS: readonly string[] = [
  ...['-protocol_whitelist', 'file', '-format_whitelist', `hls,${MP4}`],
  ...['-allowed_extensions', 'ALL'],
];

/** An absolute path as ffmpeg takes it without looking for a protocol or an option in it. */
export function fileSource(absolutePath: string): string {
  return `file:${absolutePath}`;
}
