import { readFileSync } from 'node:fs';
import type { StagedProgrammeInput } from '../catalogue/staged-programme.ts';
import { oddityLine } from './oddity.ts';
import type { ReadOptions } from './read-options.ts';
import { readProgrammes } from './read-programmes.ts';

/**
 * Reads a programme file of any format that is known.
 * @returns the programmes, and what is odd in the file, in sentences
 * @throws {ImportFileError} in sentences that name line, row or key
 */
export function readProgrammeFile(
  file: string,
  o: ReadOptions,
): { programmes: StagedProgrammeInput[]; notes: string[] } {
  const { programmes, oddities } = readProgrammes(readFileSync(file), file, o);
  return { programmes, notes: oddities.map(oddityLine) };
}
