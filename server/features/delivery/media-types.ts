import { posix } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mp4': 'video/mp4',
  '.m4s': 'video/mp4',
  '.m4a': 'audio/mp4',
  '.vtt': 'text/vtt; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

/** The media type of a file in a version's folder (RFC 8216, 4; RFC 8216bis); null for what is not served. */
export function mediaTypeOf(path: string): string | null {
  const type = types[posix.extname(path)] ?? null;
  // Segments of an audio group are in a folder of their own, named after the track.
  return type === 'video/mp4' && /^audio/.test(path) ? 'audio/mp4' : type;
}

/** Whether a decoded path leads nowhere but down: no empty, hidden or dot segment, no backslash, no control character. */
export function isPlainPath(segments: readonly string[]): boolean {
  return (
    segments.length > 0 &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    segments.every((segment) => /^[^.\\/\u0000-\u001f\u007f][^\\/\u0000-\u001f\u007f]*$/.test(segment))
  );
}
