import { expect, test } from 'vitest';
import type { EngineProgress } from '../stage.ts';
import { createRunProgress } from './progress.ts';

function clockwork() {
  const told: EngineProgress[] = [];
  let nowMs = 0;
  const progress = createRunProgress({
    parts: ['picture', 'sound'],
    report: (p) => told.push(p),
    now: () => nowMs,
  });
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { told, progress, wait, last: () => told.at(-1) };
}

test('the time left is that of the slower part and of packaging', () => {
  const { progress, wait, last } = clockwork();
  progress.begin('probe');
  progress.beginParts();
  wait(10_000);
  progress.advance('sound', 0.5);
  progress.advance('picture', 0.1, 1.2);
  // 90 s of picture, then 4% of all 100 s and 0.4 s
  expect(last()).toMatchObject({ step: 'encode', speed: 1.2, remainingMs: 94_400 });
  expect(last()?.ratio).toBeCloseTo(10 / 104.4, 6);
});

test('it goes from 0 to 1 and never back, however slow it gets', () => {
  const { progress, wait, told } = clockwork();
  progress.begin('probe');
  progress.beginParts();
  wait(1000);
  progress.advance('picture', 0.5);
  wait(9000);
  progress.advance('picture', 0.51);
  progress.advance('sound', 0.01);
  wait(1000);
  progress.advance('picture', 1);
  progress.advance('sound', 1);
  progress.pack(0.1);
  progress.pack(0.7);
  progress.end();
  const ratios = told.map((p) => p.ratio);
  expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
  expect([ratios.at(0), ratios.at(-1)]).toEqual([0, 1]);
  expect(told.at(-1)?.remainingMs).toBe(0);
});

test('nothing is said of the time left before anything is known', () => {
  const { progress, wait, last } = clockwork();
  progress.begin('probe');
  expect(last()).toMatchObject({ ratio: 0, remainingMs: null });
  progress.beginParts();
  wait(100);
  progress.advance('sound', 0.5);
  progress.advance('picture', 0.0001);
  expect(last()).toMatchObject({ ratio: 0, remainingMs: null });
});

test('a part that tells nothing for a while is taken to go on as it did', () => {
  const { progress, wait, last } = clockwork();
  progress.beginParts();
  wait(10_000);
  progress.advance('picture', 0.5, 2);
  progress.advance('sound', 0.6);
  wait(5000);
  progress.advance('sound', 0.95);
  // 5 s of picture are left, then 4% of 20 s and 0.4 s
  expect(last()).toMatchObject({ remainingMs: 6200, speed: 2 });
});
