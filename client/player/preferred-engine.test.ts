import { describe, expect, it } from 'vitest';
import { preferredEngine } from './preferred-engine.ts';

describe('what feeds the media element', () => {
  it('is the browser itself in Safari, which has both', () => {
    expect(preferredEngine({ hasMediaSource: true, hasNativeHls: true, isChromium: false })).toBe('native');
  });
  it('is hls.js in Safari without a line: its own player asks no service worker for kept talks', () => {
    const safari = { hasMediaSource: true, hasNativeHls: true, isChromium: false };
    expect(preferredEngine({ ...safari, isOffline: true })).toBe('hls');
  });
  it('is hls.js in Chromium, also where Chromium says it plays HLS', () => {
    expect(preferredEngine({ hasMediaSource: true, hasNativeHls: true, isChromium: true })).toBe('hls');
  });
  it('is hls.js in Firefox', () => {
    expect(preferredEngine({ hasMediaSource: true, hasNativeHls: false, isChromium: false })).toBe('hls');
  });
  it('is the browser itself where there are no Media Source Extensions', () => {
    expect(preferredEngine({ hasMediaSource: false, hasNativeHls: true, isChromium: true })).toBe('native');
  });
});
