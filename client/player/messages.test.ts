import { En } from 'media-chrome/dist/lang/en.js';
import { describe, expect, it } from 'vitest';
import { uiLanguages } from '#server/contract/languages.ts';
import { chromeMessages } from './chrome-messages.ts';
import { fill, playerMessages } from './messages.ts';

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('words of the player', () => {
  it('keep their places in every language', () => {
    const english = Object.entries(playerMessages('en'));
    for (const language of uiLanguages) {
      const translated = new Map(Object.entries(playerMessages(language)));
      for (const [name, text] of english) {
        expect([language, name, places(translated.get(name) ?? '')]).toEqual([language, name, places(text)]);
      }
    }
  });

  it('translate texts that media-chrome really has, with the same places', () => {
    for (const dictionary of Object.values(chromeMessages)) {
      for (const [english, translated] of Object.entries(dictionary)) {
        expect(Object.keys(En)).toContain(english);
        expect(places(translated)).toEqual(places(english));
      }
    }
  });

  it('are filled with values, and leave unknown places as they are', () => {
    expect(fill('{now} of {total}', { now: '0:01' })).toBe('0:01 of {total}');
  });
});
