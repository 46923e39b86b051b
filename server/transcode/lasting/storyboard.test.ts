import { expect, test } from 'vitest';
import { writeStoryboardVtt } from './storyboard.ts';
import { planStoryboard } from './storyboard-plan.ts';

const minutes = (n: number) => n * 60_000;
const wide = [{ width: 1920, height: 1080 }];

test('pictures come every 2, 5 or 10 seconds, by the length', () => {
  const interval = (durationMs: number | null) => planStoryboard(wide, durationMs).intervalMs;
  expect([1, 20, 20.1, 120, 120.1].map((n) => interval(minutes(n)))).toEqual([
    2000, 2000, 5000, 5000, 10_000,
  ]);
  expect(interval(null)).toBe(10_000);
});

test('a picture is 160 wide and keeps its shape, its height even', () => {
  const size = (width: number, height: number) => planStoryboard([{ width, height }], 1000).tileHeight;
  expect([size(1920, 1080), size(640, 480), size(404, 720), size(1280, 536)]).toEqual([90, 120, 286, 68]);
});

test('the cues are without gaps to the end and go on to the next sheet', () => {
  const plan = planStoryboard(wide, minutes(4));
  const cues = writeStoryboardVtt(plan, 102, 203_456).split('\n\n').slice(1);
  expect(cues).toHaveLength(102);
  expect(cues[0]).toBe('00:00:00.000 --> 00:00:02.000\nsheet-001.jpg#xywh=0,0,160,90');
  expect(cues[11]).toBe('00:00:22.000 --> 00:00:24.000\nsheet-001.jpg#xywh=160,90,160,90');
  expect(cues[99]).toBe('00:03:18.000 --> 00:03:20.000\nsheet-001.jpg#xywh=1440,810,160,90');
  expect(cues[101]).toBe('00:03:22.000 --> 00:03:23.456\nsheet-002.jpg#xywh=160,0,160,90\n');
});
