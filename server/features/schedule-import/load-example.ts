import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ImportReport } from '../catalogue/write/import-report.ts';
import { readRostrumProgramme } from './rostrum-programme.ts';

/**
 * Loads the example conference into a library that is empty and never had it.
 * @param folder holds `programme.json`
 * @returns null where the library was left alone
 */
export function loadExample(catalogue: Catalogue, folder: string): ImportReport | null {
  const json: unknown = JSON.parse(readFileSync(join(folder, 'programme.json'), 'utf8'));
  return catalogue.applyExample(readRostrumProgramme(json));
}
