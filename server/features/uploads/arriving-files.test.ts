import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { ArrivingFiles, type ArrivingFilesDeps } from './arriving-files.ts';

it('makes no folder by itself: where it cannot be made nothing is thrown that nobody catches', async () => {
  const root = mkdtempSync(join(tmpdir(), 'rostrum-arriving-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const file = join(root, 'a file');
  writeFileSync(file, '');
  const deps = { records: {}, keptMs: 1000 } as ArrivingFilesDeps; // the constructor takes nothing else
  new ArrivingFiles({ ...deps, folder: join(file, 'below a file') });
  new ArrivingFiles({ ...deps, folder: join(root, 'gone') });
  await sleep(50);
  expect(existsSync(join(root, 'gone'))).toBe(false);
});
