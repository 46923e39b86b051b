export interface Segment {
  uri: string;
  durationSeconds: number;
}

/** Reads the segments out of a media playlist that the engine made (RFC 8216 4.3.2.1); whole lines only. */
export function parseMediaPlaylist(text: string): Segment[] {
  const segments: Segment[] = [];
  let durationSeconds = 0;
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (line.startsWith('#EXTINF:')) durationSeconds = Number.parseFloat(line.slice('#EXTINF:'.length));
    else if (line !== '' && !line.startsWith('#')) segments.push({ uri: line, durationSeconds });
  }
  return segments;
}

/**
 * The playlist of a whole rendition (RFC 8216 4.3.3): VOD, ended, the target duration no segment exceeds.
 * @param initUri the MP4 header that goes before each segment
 */
export function writeVodPlaylist(segments: readonly Segment[], initUri: string): string {
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${targetDuration(segments)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${initUri}"`,
    ...segments.flatMap((s) => [`#EXTINF:${s.durationSeconds.toFixed(6)},`, s.uri]),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}

/** Whole seconds that no segment is longer than. */
export function targetDuration(segments: readonly Segment[]): number {
  return Math.max(1, Math.ceil(Math.max(0, ...segments.map((s) => s.durationSeconds)) - 1e-6));
}
