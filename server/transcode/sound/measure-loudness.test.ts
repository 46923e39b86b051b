import { expect, test } from 'vitest';
import { readLoudness } from './measure-loudness.ts';

function report(id: string, o: { lufs: string; range: string; peak: string }): string[] {
  return [
    `[ebur128@${id} @ 0x55d6c22e5140] Summary:`,
    '',
    '  Integrated loudness:',
    `    I:         ${o.lufs} LUFS`,
    '    Threshold: -28.5 LUFS',
    '',
    '  Loudness range:',
    `    LRA:         ${o.range} LU`,
    '    Threshold: -38.5 LUFS',
    '    LRA low:   -20.6 LUFS',
    '    LRA high:  -16.0 LUFS',
    '',
    '  True peak:',
    `    Peak:        ${o.peak} dBFS`,
  ];
}
const voice = { lufs: '-17.9', range: '4.6', peak: '0.2' };

test('reads each meter by its name', () => {
  const log = [...report('audio-1', voice), ...report('audio-2', { ...voice, lufs: '-30.1' })];
  expect(readLoudness(log, 'audio-1')).toEqual({ integratedLufs: -17.9, truePeakDbtp: 0.2, rangeLu: 4.6 });
  expect(readLoudness(log, 'audio-2').integratedLufs).toBe(-30.1);
});

test('takes the last report, whatever a title of the file pretends to be', () => {
  const log = [...report('audio-1', { ...voice, lufs: '-3.0' }), ...report('audio-1', voice)];
  expect(readLoudness(log, 'audio-1').integratedLufs).toBe(-17.9);
});

test('reads silence as a number that JSON can hold', () => {
  const log = report('audio-1', { lufs: '-70.0', range: '0.0', peak: '-inf' });
  expect(readLoudness(log, 'audio-1')).toEqual({ integratedLufs: -70, truePeakDbtp: -120, rangeLu: 0 });
});

test.each([
  ['a missing report', []],
  ['another meter only', report('audio-2', voice)],
  ['a report that is cut off', report('audio-1', voice).slice(0, 9)],
  ['a number that is none', report('audio-1', { ...voice, lufs: '1.2.3' })],
  ['words for numbers', report('audio-1', { ...voice, peak: 'loud' })],
])('refuses %s', (_, log) => {
  expect(() => readLoudness(log, 'audio-1')).toThrow(/no readable measurement/);
});
