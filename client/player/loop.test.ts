import { describe, expect, it } from 'vitest';
import { keepLoop, type Loop, loopFrom, loopTo } from './loop.ts';

/** What of a media element the loop looks at. */
class Picture extends EventTarget {
  currentTime = 0;
  duration = 100;
  playbackRate = 1;
  paused = false;
  seeking = false;
  ended = false;
  play = async () => undefined;
  to(seconds: number) {
    this.currentTime = seconds;
    this.dispatchEvent(new Event('timeupdate'));
  }
}

function looping(loop: Loop) {
  const picture = new Picture();
  keepLoop(picture as unknown as HTMLVideoElement, () => loop); // all of it that is used
  return picture;
}

describe('a loop', () => {
  it('begins here, and keeps an end that lies behind', () => {
    expect(loopFrom(null, 5)).toEqual({ start: 5, end: null });
    expect(loopFrom({ start: 1, end: 9 }, 5)).toEqual({ start: 5, end: 9 });
    expect(loopFrom({ start: 1, end: 4 }, 5)).toEqual({ start: 5, end: null });
  });

  it('ends here, and is never too short to hear', () => {
    expect(loopTo({ start: 5, end: null }, 9)).toEqual({ start: 5, end: 9 });
    expect(loopTo(null, 9)).toEqual({ start: 0, end: 9 });
    expect(loopTo({ start: 5, end: null }, 5.2)).toBeNull();
    expect(loopTo({ start: 5, end: null }, 3)).toBeNull();
  });

  it('goes back to its beginning when its end is played past', () => {
    const picture = looping({ start: 10, end: 20 });
    picture.to(19.2);
    picture.to(20.1);
    expect(picture.currentTime).toBe(10);
  });

  it('lets a seek behind its end go', () => {
    const picture = looping({ start: 10, end: 20 });
    picture.to(12);
    picture.currentTime = 50;
    picture.dispatchEvent(new Event('seeked'));
    picture.to(50.2);
    expect(picture.currentTime).toBe(50.2);
  });

  it('waits while its end is not chosen', () => {
    const picture = looping({ start: 10, end: null });
    picture.to(19);
    picture.to(30);
    expect(picture.currentTime).toBe(30);
  });
});
