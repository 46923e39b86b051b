import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { row } from './judged-row.ts';
import { formatReport, formatVerdict, replaceBetween, type Section } from './report.ts';

const section = (verdict: 'met' | 'missed'): Section => ({
  input: {
    name: 'The talk',
    path: '/somewhere/talk.mp4',
    sizeBytes: 83_000_000,
    sha256: '0123456789abcdef',
    picture: { codec: 'h264', width: 1920, height: 1080, fps: 29.97003, durationMs: 120_020 },
  },
  rows: [row({ figure: 'complete, wall', ours: '60.0 s', verdict }), row({ figure: 'other', ours: '1' })],
  notes: ['One note.'],
});

it('says the machine and the input with the numbers', () => {
  const head = { machine: '2 x EPYC', ffmpeg: '5.1', date: '2026-11-23', runs: 3 };
  const text = formatReport({ ...head, sections: [section('met')] });
  expect(text).toContain('2 x EPYC; ffmpeg 5.1; 2026-11-23; medians of 3 runs');
  expect(text).toContain(
    '**The talk**: 120.0 s, 1920x1080, h264, 29.97 frames a second, 83.0 MB, SHA-256 0123456789ab…',
  );
  expect(text).toMatch(/\n\nOne note\.\n\nAll 1 limits held\.\n$/);
  expect(text).not.toContain('/somewhere');
});

it('ends with how many limits were missed', () => {
  expect(formatVerdict([section('met'), section('missed')])).toBe('1 of 2 limits missed.');
});

describe('replaceBetween', () => {
  it('keeps all that is outside the marks', () => {
    const page = 'before\n<!-- x -->\nold\n<!-- /x -->\nafter';
    expect(replaceBetween(page, 'x', 'new\n')).toBe('before\n<!-- x -->\nnew\n<!-- /x -->\nafter');
  });

  it('finds its place in the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
    expect(replaceBetween(readme, 'bench transcode', 'new')).toContain('-->\nnew\n<!--');
  });

  it('refuses a page without the marks', () => {
    expect(() => replaceBetween('<!-- /x --><!-- x -->', 'x', 'new')).toThrow('no place');
  });
});
