import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workerIdentity } from '#server/kernel/worker-identity.ts';
import { createRejected } from './rejected.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rostrum-rejected-'));
  mkdirSync(join(folder, 'incoming'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a rejected file', () => {
  it.each([
    ['Latin', `${'a'.repeat(251)}.mp4`],
    ['Cyrillic', `${'ж'.repeat(125)}.webm`],
    ['without an ending', 'щ'.repeat(127)],
    ['with an endless ending', `a.${'b'.repeat(253)}`],
  ])('with the longest name there is (%s) is moved with its note, time and again', async (_script, name) => {
    const rejected = createRejected(join(folder, 'rejected'));
    for (const round of [1, 2, 3]) {
      const file = join(folder, 'incoming', name);
      writeFileSync(file, `bytes ${round}`);
      const target = await rejected.put({ file, path: name, reason: `Reason ${round}.` });
      expect(readFileSync(target, 'utf8')).toBe(`bytes ${round}`);
      expect(readFileSync(`${target}.txt`, 'utf8')).toBe(`Reason ${round}.\n`);
      expect(target).not.toContain('\uFFFD');
    }
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(readdirSync(join(folder, 'rejected'))).toHaveLength(6);
  });

  it('keeps its name where that is short enough', async () => {
    const file = join(folder, 'incoming', 'a.mp4');
    writeFileSync(file, '');
    const target = await createRejected(join(folder, 'rejected')).put({
      file,
      path: 'day 1/a.mp4',
      reason: 'x',
    });
    expect(target).toBe(join(folder, 'rejected/day 1/a.mp4'));
  });

  it('half copied by a process that is dead is swept away, one of a living process stays', async () => {
    mkdirSync(join(folder, 'rejected/day 1'), { recursive: true });
    const living = `.${workerIdentity().replaceAll(':', '_')}.moving`;
    const dead = `.${workerIdentity(2 ** 30).replaceAll(':', '_')}.moving`;
    const ofAnotherBoot = '.1_5_0000-boot_1.moving';
    for (const name of [living, dead, ofAnotherBoot])
      writeFileSync(join(folder, 'rejected/day 1', name), 'half');
    await createRejected(join(folder, 'rejected')).sweep();
    expect(readdirSync(join(folder, 'rejected/day 1'))).toEqual([living]);
  });
});
