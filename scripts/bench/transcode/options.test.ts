import { describe, expect, it } from 'vitest';
import { ladderFor, readTranscodeOptions } from './options.ts';

describe('readTranscodeOptions', () => {
  it('measures everything three times unless told otherwise', () => {
    expect(readTranscodeOptions([])).toEqual({
      runs: 3,
      seconds: 120,
      only: null,
      input: null,
      ladder: null,
      hasPeer: true,
      hasBrowser: true,
      isFull: false,
      isLong: false,
      json: null,
      isWritten: false,
    });
    expect(readTranscodeOptions(['--help'])).toBeNull();
  });

  it.each([
    [['--runs', '0'], '--runs takes'],
    [['--only', 'everything'], '--only takes one of'],
    [['--only', 'talk', '--input', 'x'], 'exclude'],
    [['--ladder', '480:1'], 'goes with --input'],
    [['--input', 'x', '--ladder', 'high'], '--ladder takes'],
    [['--write', '--no-browser'], 'whole measurement'],
    [['--unknown'], 'unknown'],
  ])('refuses %j', (args, sentence) => {
    expect(() => readTranscodeOptions(args)).toThrow(sentence);
  });
});

describe('ladderFor', () => {
  it('has the full size first and nothing larger than it', () => {
    expect(ladderFor(480)).toBe('480:1474578 360:1036812 240:522246');
    expect(ladderFor(180)).toBe('180:522246');
  });

  it('gives an odd size the rate of the next larger rung, and one above all the largest', () => {
    expect(ladderFor(544)).toBe('544:3041318 480:1474578 360:1036812 240:522246');
    expect(ladderFor(2160)).toMatch(/^2160:6220877 1080:6220877 /);
  });
});
