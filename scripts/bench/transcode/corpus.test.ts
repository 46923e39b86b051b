import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findCorpus } from './corpus.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-corpus-'));
  await mkdir(join(folder, 'corpus/media'), { recursive: true });
  await mkdir(join(folder, 'bench'));
  for (const name of ['corpus/make-talk.sh', 'corpus/media/bbb.mp4']) await writeFile(join(folder, name), '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('looks for the other sides beside the corpus, or where BENCH_DIR says', async () => {
  const corpusDir = join(folder, 'corpus');
  expect((await findCorpus({ CORPUS_DIR: corpusDir })).notes.join()).toContain('our side alone');
  for (const name of ['per-rendition.sh', 'single-run.sh']) await writeFile(join(folder, 'bench', name), '');
  expect(await findCorpus({ CORPUS_DIR: corpusDir })).toEqual({
    corpusDir,
    benchDir: join(folder, 'bench'),
    notes: [],
  });
  expect((await findCorpus({ CORPUS_DIR: corpusDir, BENCH_DIR: folder })).benchDir).toBeNull();
});

it('says what is missing and what follows from it', async () => {
  const { corpusDir, benchDir, notes } = await findCorpus({});
  expect([corpusDir, benchDir]).toEqual([null, null]);
  expect(notes.join(' ')).toMatch(/CORPUS_DIR is not set.*our side alone/);
  expect((await findCorpus({ CORPUS_DIR: folder })).notes.join()).toContain('make-talk.sh');
});
