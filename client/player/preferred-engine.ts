/** What is known of a browser before hls.js is loaded. */
export interface BrowserAbilities {
  hasMediaSource: boolean;
  hasNativeHls: boolean;
  /** Chromium also says it plays HLS, but hls.js gives its viewers qualities and recovery. */
  isChromium: boolean;
  /** A browser's own player does not ask the service worker, which has what is kept for offline. */
  isOffline?: boolean;
}

/** Says who should feed the media element first: the browser itself only where it is at home with HLS. */
export function preferredEngine({
  hasMediaSource,
  hasNativeHls,
  isChromium,
  isOffline = false,
}: BrowserAbilities): 'hls' | 'native' {
  return hasMediaSource && (!hasNativeHls || isChromium || isOffline) ? 'hls' : 'native';
}

/** What this browser can do. */
export function abilitiesOf(video: HTMLVideoElement): BrowserAbilities {
  return {
    hasMediaSource: 'MediaSource' in window || 'ManagedMediaSource' in window,
    hasNativeHls: video.canPlayType('application/vnd.apple.mpegurl') !== '',
    isChromium: /Chrom(e|ium)\//.test(navigator.userAgent),
    isOffline: !navigator.onLine,
  };
}

/** Whether this browser is fed by hls.js, which is loaded only then. */
export function wantsHlsEngine(video: HTMLVideoElement): boolean {
  return preferredEngine(abilitiesOf(video)) === 'hls';
}
