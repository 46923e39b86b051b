import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkImages } from './check-images.ts';
import { checkOriginals } from './check-originals.ts';
import { checkRecordings } from './check-recordings.ts';
import { checkVersions } from './check-versions.ts';
import type { Finding } from './finding.ts';
import { databaseName, openForReading } from './open-library.ts';
import { createLibraryCareStore, databaseProblems } from './store.ts';

const defaultSecondLookMs = 1500;

/**
 * Compares a library's database with its files, and changes nothing. Work that goes on meanwhile is no finding: only
 * what is found twice, a moment apart, is reported.
 * @param o.isDeep hashes every original again
 * @throws {AppError} `not_found` where there is no library
 */
export async function checkLibrary(o: {
  dataDir: string;
  isDeep?: boolean;
  /** Between the two looks; 1.5 s unless given. */
  secondLookMs?: number;
  onProgress?: (sentence: string) => void;
}): Promise<Finding[]> {
  const first = await look(o);
  if (first.length === 0) return [];
  await sleep(o.secondLookMs ?? defaultSecondLookMs);
  // What the long first look hashed does not change by waiting; hashing it once is enough.
  const second = new Set((await look({ ...o, isDeep: false })).map(keyOf));
  return first.filter((finding) => finding.kind === 'original-hash' || second.has(keyOf(finding)));
}

async function look(o: Parameters<typeof checkLibrary>[0]): Promise<Finding[]> {
  const db = openForReading(join(o.dataDir, databaseName));
  try {
    o.onProgress?.('database');
    const problems = databaseProblems(db).map(
      (sentence): Finding => ({
        kind: 'database',
        subject: databaseName,
        sentence,
      }),
    );
    const store = createLibraryCareStore(db);
    return [
      ...problems,
      ...(await checkOriginals(store, o)),
      ...(await checkVersions(store, o)),
      ...(await checkRecordings(store, o)),
      ...(await checkImages(store, o)),
    ];
  } finally {
    db.close();
  }
}

function keyOf(finding: Finding): string {
  return `${finding.kind} ${finding.subject} ${finding.sentence}`;
}
