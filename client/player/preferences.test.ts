import { describe, expect, it } from 'vitest';
import { createPreferences } from './preferences.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

const denied = {
  getItem: () => {
    throw new Error('denied');
  },
  setItem: () => {
    throw new Error('denied');
  },
};

describe('preferences of the viewer', () => {
  it('remember the speed', () => {
    const storage = memory();
    createPreferences(storage).setRate(1.7);
    expect(createPreferences(storage).rate()).toBe(1.7);
  });

  it.each(['fast', '0', '16', '-1', 'NaN'])('play at normal speed when %s is remembered', (text) => {
    const storage = memory();
    storage.setItem('rostrum-rate', text);
    expect(createPreferences(storage).rate()).toBe(1);
  });

  it('remember the language of captions while they are off', () => {
    const preferences = createPreferences(memory());
    expect(preferences.captions()).toBeNull();
    preferences.setCaptions('ja');
    expect(preferences.captions()).toBe('ja');
    preferences.setCaptions('off');
    expect(preferences.captions()).toBe('off');
    expect(preferences.captionsLanguage()).toBe('ja');
  });

  it('remember how captions look; what is not known is as usual', () => {
    const storage = memory();
    expect(createPreferences(storage).captionLook()).toEqual({ size: 'normal', background: 'dim' });
    createPreferences(storage).setCaptionLook({ size: 'huge', background: 'none' });
    expect(createPreferences(storage).captionLook()).toEqual({ size: 'huge', background: 'none' });
    storage.setItem('rostrum-captions-size', 'enormous');
    expect(createPreferences(storage).captionLook().size).toBe('normal');
  });

  it('start the next talk only where that was asked for', () => {
    const storage = memory();
    expect(createPreferences(storage).playsNext()).toBe(false);
    createPreferences(storage).setPlaysNext(true);
    expect(createPreferences(storage).playsNext()).toBe(true);
  });

  it('work without storage', () => {
    const preferences = createPreferences(denied);
    preferences.setRate(2);
    preferences.setCaptions('en');
    expect([preferences.rate(), preferences.captions(), preferences.hasShortcuts()]).toEqual([1, null, true]);
  });
});
