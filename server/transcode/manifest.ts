/**
 * What one version's folder holds, as JSON; every path is relative to that folder, with `/`.
 * In a growing version the bit rates are estimates and `downloads` is empty.
 */
export interface VersionManifest {
  masterPlaylist: 'master.m3u8';
  durationMs: number;
  /** The displayed picture of the largest rendition; null where there is sound only. */
  video: null | { width: number; height: number; frameRate: number };
  renditions: RenditionEntry[];
  audioTracks: AudioTrackEntry[];
  captions: CaptionEntry[];
  poster: null | { path: string; width: number; height: number };
  downloads: DownloadEntry[];
}

export interface RenditionEntry {
  /** The short side and a `p`: `720p`. */
  name: string;
  width: number;
  height: number;
  frameRate: number;
  /** RFC 6381, of the video alone: `avc1.64001f`. */
  codecs: string;
  peakBitrateBps: number;
  averageBitrateBps: number;
  sizeBytes: number;
  playlist: string;
}

export interface AudioTrackEntry {
  id: string;
  /** BCP 47, null where the source does not say. */
  language: string | null;
  label: string;
  isDefault: boolean;
  channels: number;
  codecs: string;
  peakBitrateBps: number;
  averageBitrateBps: number;
  playlist: string;
}

/** A text subtitle of the source as WebVTT. */
export interface CaptionEntry {
  language: string | null;
  label: string;
  path: string;
}

export interface DownloadEntry {
  kind: 'video' | 'audio';
  label: string;
  path: string;
  sizeBytes: number;
  width: number | null;
  height: number | null;
  mimeType: string;
}
