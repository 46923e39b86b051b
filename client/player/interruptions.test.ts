import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchInterruptions } from './interruptions.ts';

/** A media element's clockwork, without a picture. */
class Playing extends EventTarget {
  readonly HAVE_FUTURE_DATA = 3;
  paused = true;
  ended = false;
  readyState = 4;

  tell(name: string, change: Partial<Pick<Playing, 'paused' | 'ended' | 'readyState'>> = {}): void {
    Object.assign(this, change);
    this.dispatchEvent(new Event(name));
  }
}

function watched() {
  const video = new Playing();
  const abort = new AbortController();
  const onInterrupted = vi.fn<() => void>();
  const { isInterrupted } = watchInterruptions({ video, onInterrupted, signal: abort.signal });
  return { video, abort, onInterrupted, isInterrupted };
}

describe('interruptions of a playback', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are there before the first play, and not while it plays', () => {
    const { video, isInterrupted } = watched();
    expect(isInterrupted()).toBe(true);
    video.tell('play', { paused: false });
    expect(isInterrupted()).toBe(false);
  });

  it('are every seek and the end, at once', () => {
    const { video, onInterrupted } = watched();
    video.tell('play', { paused: false });
    video.tell('seeking');
    expect(onInterrupted).toHaveBeenCalledTimes(1);
    video.tell('ended', { ended: true });
    expect(onInterrupted).toHaveBeenCalledTimes(2);
  });

  it('are a pause of three seconds, and not a shorter one', () => {
    const { video, onInterrupted, isInterrupted } = watched();
    video.tell('play', { paused: false });
    video.tell('pause', { paused: true });
    vi.advanceTimersByTime(2_900);
    video.tell('play', { paused: false });
    vi.advanceTimersByTime(5_000);
    expect(onInterrupted).not.toHaveBeenCalled();
    video.tell('pause', { paused: true });
    vi.advanceTimersByTime(3_000);
    expect(onInterrupted).toHaveBeenCalledTimes(1);
    expect(isInterrupted()).toBe(true);
  });

  it('are a stall of one second, and not a shorter one', () => {
    const { video, onInterrupted } = watched();
    video.tell('play', { paused: false });
    video.tell('waiting', { readyState: 2 });
    vi.advanceTimersByTime(900);
    video.tell('playing', { readyState: 4 });
    vi.advanceTimersByTime(5_000);
    expect(onInterrupted).not.toHaveBeenCalled();
    video.tell('waiting', { readyState: 2 });
    vi.advanceTimersByTime(1_000);
    expect(onInterrupted).toHaveBeenCalledTimes(1);
  });

  it('are none any more when the player has ended', () => {
    const { video, abort, onInterrupted } = watched();
    video.tell('play', { paused: false });
    video.tell('pause', { paused: true });
    abort.abort();
    video.tell('seeking');
    vi.advanceTimersByTime(10_000);
    expect(onInterrupted).not.toHaveBeenCalled();
  });
});
