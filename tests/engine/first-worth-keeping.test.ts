import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isWorthKeeping } from '#server/transcode/first/worth-keeping.ts';
import { planRun } from '#server/transcode/plan.ts';
import { probe } from '#server/transcode/probe.ts';
import { type FirstWorkspace, type MadeFirst, openFirstWorkspace } from './first-workspace.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let space: FirstWorkspace;
let thrifty: MadeFirst;
beforeAll(async () => {
  space = await openFirstWorkspace();
  thrifty = await space.first(await space.clips.thrifty());
});
afterAll(() => space.close());

const ask = async (input: string, made: MadeFirst, manifest = made.manifest) =>
  isWorthKeeping({ first: { dir: made.dir, manifest }, plan: planRun(await probe({ input })), tools: {} });

describe('a copied picture', () => {
  test('about as small as the ladder would make it is kept, and nothing of the comparison is left', async () => {
    const before = await readdir(thrifty.dir);
    expect(await ask(await space.clips.thrifty(), thrifty)).toBe(true);
    expect(await readdir(thrifty.dir)).toEqual(before);
  });

  test('with far more bytes than it needs is not', async () => {
    const input = await space.clips.wasteful();
    const made = await space.first(input);
    expect(made.manifest.renditions[0]?.origin).toBe('copied');
    expect(await ask(input, made)).toBe(false);
  });

  test('larger than the ladder’s top is not, however few its bytes', async () => {
    const { manifest } = thrifty;
    const large = { ...manifest, renditions: manifest.renditions.map((r) => ({ ...r, width: r.width + 2 })) };
    expect(await ask(await space.clips.thrifty(), thrifty, large)).toBe(false);
  });
});

test('what was encoded is no copy to keep', async () => {
  const input = await space.clips.nonSquare();
  expect(await ask(input, await space.first(input))).toBe(false);
});
