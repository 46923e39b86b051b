import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where the recordings and the other sides' scripts lie; null for what is not there. */
export interface Corpus {
  corpusDir: string | null;
  benchDir: string | null;
  /** What is missing, and what follows from that, one sentence each. */
  notes: string[];
}

/**
 * Looks for what is measured with.
 * @param env CORPUS_DIR, BENCH_DIR
 */
export async function findCorpus(env: NodeJS.ProcessEnv): Promise<Corpus> {
  const notes: string[] = [];
  const given = env.CORPUS_DIR || null;
  const corpusDir =
    given !== null && (await hasAll(given, ['make-talk.sh', 'media/bbb.mp4'])) ? resolve(given) : null;
  if (given === null) notes.push('CORPUS_DIR is not set: there are no real recordings to measure with.');
  else if (corpusDir === null) notes.push(`CORPUS_DIR (${given}) has no make-talk.sh and media/bbb.mp4.`);
  const guess = env.BENCH_DIR || (corpusDir === null ? null : join(corpusDir, '../bench'));
  const benchDir =
    guess !== null && (await hasAll(guess, ['per-rendition.sh', 'single-run.sh'])) ? resolve(guess) : null;
  if (benchDir === null) {
    const where =
      guess === null ? 'BENCH_DIR is not set' : `${guess} has no per-rendition.sh and single-run.sh`;
    notes.push(`${where}: our side alone is measured.`);
  }
  return { corpusDir, benchDir, notes };
}

async function hasAll(folder: string, names: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    names.map((name) =>
      access(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.every(Boolean);
}
