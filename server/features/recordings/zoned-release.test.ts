import { expect, it } from 'vitest';
import { releaseMoment } from './zoned-release.ts';

const iso = (at: string, zone: string) => new Date(releaseMoment(at, zone)).toISOString();

it('reads a time of day by the clocks of the conference, in summer and in winter', () => {
  expect(iso('2026-07-01T20:00', 'Europe/Berlin')).toBe('2026-07-01T18:00:00.000Z');
  expect(iso('2026-12-01T20:00', 'Europe/Berlin')).toBe('2026-12-01T19:00:00.000Z');
  expect(iso('2026-12-01T09:00', 'Asia/Tokyo')).toBe('2026-12-01T00:00:00.000Z');
  expect(iso('2026-12-01T20:00', 'America/Los_Angeles')).toBe('2026-12-02T04:00:00.000Z');
});

it('reads the hours around a change of the clocks', () => {
  expect(iso('2026-03-29T01:59', 'Europe/Berlin')).toBe('2026-03-29T00:59:00.000Z');
  expect(iso('2026-03-29T03:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
  expect(iso('2026-10-25T01:59', 'Europe/Berlin')).toBe('2026-10-24T23:59:00.000Z');
  expect(iso('2026-10-25T03:00', 'Europe/Berlin')).toBe('2026-10-25T02:00:00.000Z');
});

it('takes the later of two moments that the clocks show alike', () => {
  expect(iso('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T01:30:00.000Z');
});

it('refuses a time that the clocks leap over, in a sentence', () => {
  expect(() => releaseMoment('2026-03-29T02:30', 'Europe/Berlin')).toThrow(/leap over 02:30 on 2026-03-29/);
});

it('takes a moment with its offset as it is, and refuses what is none', () => {
  expect(iso('2026-07-01T20:00:00+09:00', 'Europe/Berlin')).toBe('2026-07-01T11:00:00.000Z');
  expect(() => releaseMoment('2026-02-30T10:00', 'UTC')).toThrow(/no 2026-02-30/);
  expect(() => releaseMoment('tomorrow', 'UTC')).toThrow(/time of release/);
});
