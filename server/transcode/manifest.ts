/**
 * What one version's folder holds, as JSON; every path is relative to that folder, with `/`.
 * In a growing version the bit rates are estimates and `downloads` is empty.
 */
export interface VersionManifest {
  /** `first`: made in seconds and meant for the moment; `lasting`: made for good, with all that belongs to it. */
  stage: 'first' | 'lasting';
  masterPlaylist: 'master.m3u8';
  durationMs: number;
  /** The displayed picture of the largest rendition; null where there is sound only. */
  video: null | { width: number; height: number; frameRate: number };
  renditions: RenditionEntry[];
  audioTracks: AudioTrackEntry[];
  captions: CaptionEntry[];
  poster: null | {
    path: string;
    width: number;
    height: number;
    /** The same as WebP, narrowest first; absent where an earlier Rostrum made it. */
    forms?: Array<{ path: string; width: number; height: number }>;
  };
  downloads: DownloadEntry[];
  /** Those of the container, in order. */
  chapters: Array<{ startMs: number; endMs: number; title: string }>;
  /** WebVTT that names a place in a JPEG sheet for every moment; null where there is no picture, and in a first version. */
  storyboard: null | { path: string; intervalMs: number; tileWidth: number; tileHeight: number };
  /** JSON of how much the picture changes, moment by moment; null as with the storyboard. */
  scenes: null | { path: string };
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
  /** `copied`: the source's own picture in other packaging. */
  origin: 'copied' | 'encoded';
  /** The key frames alone (RFC 8216 4.3.3.6), for seeking at sight; null in a first version. */
  iframePlaylist: string | null;
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
  /** Null in a first version, whose loudness is only estimated. */
  loudness: LoudnessReport | null;
}

/** As EBU R128 measures it. */
export interface Loudness {
  integratedLufs: number;
  truePeakDbtp: number;
  rangeLu: number;
}

/** What was done about a sound track's loudness. */
export interface LoudnessReport {
  method: 'linear' | 'limited' | 'untouched' | 'failed';
  /** A sentence for people where the sound is untouched or measuring it failed. */
  note: string | null;
  gainDb: number | null;
  before: Loudness | null;
  after: Loudness | null;
}

/** A text subtitle of the source as WebVTT. */
export interface CaptionEntry {
  language: string | null;
  label: string;
  path: string;
  /** A transcriber wrote it; absent where people did. */
  isMachineMade?: true;
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

type Late = 'stage' | 'chapters' | 'storyboard' | 'scenes' | 'renditions' | 'audioTracks';
type StoredManifest = Omit<VersionManifest, Late> &
  Partial<Pick<VersionManifest, 'stage' | 'chapters' | 'storyboard' | 'scenes'>> & {
    renditions: Array<Omit<RenditionEntry, 'origin' | 'iframePlaylist'> & Partial<RenditionEntry>>;
    audioTracks: Array<Omit<AudioTrackEntry, 'loudness'> & Partial<AudioTrackEntry>>;
  };

/** Reads a manifest that this or an earlier Rostrum stored; what did not exist then gets what it meant then. */
export function readManifest(json: string): VersionManifest {
  // Written by the engine alone, and never by hand.
  const stored = JSON.parse(json) as StoredManifest;
  return {
    stage: 'lasting',
    chapters: [],
    storyboard: null,
    scenes: null,
    ...stored,
    renditions: stored.renditions.map((r) => ({ origin: 'encoded', iframePlaylist: null, ...r })),
    audioTracks: stored.audioTracks.map((t) => ({ loudness: null, ...t })),
  };
}
