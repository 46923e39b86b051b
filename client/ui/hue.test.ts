import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hueClass } from './hue.ts';

const css = readFileSync(new URL('../styles/hues.css', import.meta.url), 'utf8');

describe('hueClass', () => {
  it('rounds a colour to its OKLCH hue', () => {
    expect(hueClass('#ff0000')).toBe('hue-30');
    expect(hueClass('#00FF00')).toBe('hue-135');
    expect(hueClass('#0000ff')).toBe('hue-270');
  });

  it('is neutral for greys, and absent where there is no colour or none that can be read', () => {
    expect(hueClass('#777777')).toBe('hue-none');
    expect([hueClass(null), hueClass('red'), hueClass('#12345'), hueClass('"><script>')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('only names classes that the stylesheet has', () => {
    for (let value = 0; value < 0xffffff; value += 40_503) {
      const name = hueClass(`#${value.toString(16).padStart(6, '0')}`);
      expect(css).toContain(`.${name} {`);
    }
  });
});
