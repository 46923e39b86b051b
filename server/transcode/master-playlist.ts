import type { VersionManifest } from './manifest.ts';

const GROUP = 'sound';

/**
 * The master playlist (RFC 8216 4.3.4) of a version: one EXT-X-STREAM-INF a rendition, sound in a group of its own;
 * where there is no picture, one variant of the default sound track.
 * BANDWIDTH is the rendition's peak and the largest peak of the group, as "any playable combination" asks.
 * @param iframePeakBps the largest bit rate of a key frame, by the path of an I-frame playlist
 */
export function writeMasterPlaylist(
  manifest: Pick<VersionManifest, 'renditions' | 'audioTracks'>,
  iframePeakBps: ReadonlyMap<string, number> = new Map(),
): string {
  const { renditions, audioTracks } = manifest;
  const isSoundOnly = renditions.length === 0;
  const needsGroup = audioTracks.length > (isSoundOnly ? 1 : 0);
  const peakSound = Math.max(0, ...audioTracks.map((t) => t.peakBitrateBps));
  const averageSound = Math.max(0, ...audioTracks.map((t) => t.averageBitrateBps));
  const soundCodecs = [...new Set(audioTracks.map((t) => t.codecs))];
  const group = needsGroup ? [`AUDIO="${GROUP}"`] : [];
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
  if (needsGroup) lines.push(...audioTracks.map(mediaTag));
  if (isSoundOnly) {
    const track = audioTracks.find((t) => t.isDefault) ?? audioTracks[0];
    if (track === undefined) throw new RangeError('a version needs a picture or a sound track');
    const rates = [`BANDWIDTH=${peakSound}`, `AVERAGE-BANDWIDTH=${averageSound}`];
    lines.push(streamTag([...rates, `CODECS="${soundCodecs.join(',')}"`, ...group]), track.playlist);
  }
  for (const r of renditions) {
    const attributes = [
      `BANDWIDTH=${r.peakBitrateBps + peakSound}`,
      `AVERAGE-BANDWIDTH=${r.averageBitrateBps + averageSound}`,
      `CODECS="${[r.codecs, ...soundCodecs].join(',')}"`,
      `RESOLUTION=${r.width}x${r.height}`,
      `FRAME-RATE=${r.frameRate.toFixed(3)}`,
      ...group,
    ];
    lines.push(streamTag(attributes), r.playlist);
  }
  lines.push(...renditions.flatMap((r) => iframeTag(r, iframePeakBps)));
  return `${lines.join('\n')}\n`;
}

/** RFC 8216 4.3.4.3 */
function iframeTag(r: VersionManifest['renditions'][number], peakBps: ReadonlyMap<string, number>): string[] {
  const peak = r.iframePlaylist === null ? undefined : peakBps.get(r.iframePlaylist);
  if (peak === undefined) return [];
  const attributes = [
    `BANDWIDTH=${peak}`,
    `CODECS="${r.codecs}"`,
    `RESOLUTION=${r.width}x${r.height}`,
    `URI="${r.iframePlaylist}"`,
  ];
  return [`#EXT-X-I-FRAME-STREAM-INF:${attributes.join(',')}`];
}

function mediaTag(track: VersionManifest['audioTracks'][number]): string {
  const attributes = [
    'TYPE=AUDIO',
    `GROUP-ID="${GROUP}"`,
    `NAME="${track.label}"`,
    ...(track.language === null ? [] : [`LANGUAGE="${track.language}"`]),
    `DEFAULT=${track.isDefault ? 'YES' : 'NO'}`,
    'AUTOSELECT=YES',
    `CHANNELS="${track.channels}"`,
    `URI="${track.playlist}"`,
  ];
  return `#EXT-X-MEDIA:${attributes.join(',')}`;
}

function streamTag(attributes: readonly string[]): string {
  return `#EXT-X-STREAM-INF:${attributes.join(',')}`;
}
