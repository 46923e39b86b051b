import { describe, expect, it } from 'vitest';
import { nextAskMs } from './ask-pace.ts';

const page = { status: 'none', sinceMs: 0, isHidden: false } as const;

describe('how often a page asks for its recording', () => {
  it('asks twice a second during the first half minute, before and after the recording arrived', () => {
    expect(nextAskMs(page)).toBe(500);
    expect(nextAskMs({ ...page, status: 'waiting', sinceMs: 29_000 })).toBe(500);
    expect(nextAskMs({ ...page, status: 'processing', sinceMs: 11_000 })).toBe(500);
  });

  it('asks five times a second while a recording has only just arrived', () => {
    expect(nextAskMs({ ...page, status: 'waiting' })).toBe(200);
    expect(nextAskMs({ ...page, status: 'processing', sinceMs: 9_000 })).toBe(200);
  });

  it('asks more and more seldom where nothing comes', () => {
    expect(nextAskMs({ ...page, sinceMs: 31_000 })).toBe(2_000);
    expect(nextAskMs({ ...page, sinceMs: 301_000 })).toBe(5_000);
  });

  it('asks seldom while the page is hidden, and no more when the recording is ready', () => {
    expect(nextAskMs({ ...page, isHidden: true })).toBe(4_000);
    expect(nextAskMs({ ...page, status: 'ready' })).toBeNull();
  });

  it('is in no hurry while somebody can watch already', () => {
    expect(nextAskMs({ ...page, status: 'playable' })).toBe(3_000);
  });
});
