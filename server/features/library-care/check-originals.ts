import { join } from 'node:path';
import { isWorkerDead } from '#server/kernel/worker-identity.ts';
import { listFiles, sha256Of, sizeOf } from './durable-copy.ts';
import type { Finding } from './finding.ts';
import type { LibraryCareStore } from './store.ts';

/** Every original is there, whole and known. */
export async function checkOriginals(
  store: LibraryCareStore,
  o: { dataDir: string; isDeep?: boolean; onProgress?: (sentence: string) => void },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const listed = await listFiles(join(o.dataDir, 'originals'));
  const originals = store.originals();
  for (const [i, { path, sha256, size_bytes: expected }] of originals.entries()) {
    o.onProgress?.(`originals ${i + 1}/${originals.length}`);
    const file = join(o.dataDir, path);
    const found = await sizeOf(file);
    if (found === null) {
      findings.push({
        kind: 'original-missing',
        subject: path,
        sentence: `The original ${path} is missing.`,
      });
    } else if (found !== expected) {
      const sentence = `The original ${path} has ${found} bytes, it came with ${expected}.`;
      findings.push({ kind: 'original-size', subject: path, sentence });
    } else if (o.isDeep && (await sha256Of(file)) !== sha256) {
      const sentence = `The bytes of the original ${path} are no longer those that came: its SHA-256 differs.`;
      findings.push({ kind: 'original-hash', subject: path, sentence });
    }
  }
  const known = new Set(originals.map((row) => row.path));
  for (const key of listed) {
    const path = `originals/${key}`;
    if (known.has(path) || isBeingStaged(key)) continue;
    const sentence = key.startsWith('.staging/')
      ? `${path} was left half copied by a process that has ended.`
      : `${path} lies among the originals, but no row names it.`;
    findings.push({
      kind: key.startsWith('.staging/') ? 'left-over' : 'original-unknown',
      subject: path,
      sentence,
    });
  }
  return findings;
}

/** A file on its way in, named after the process that brings it. */
function isBeingStaged(key: string): boolean {
  if (!key.startsWith('.staging/')) return false;
  const owner = key.slice('.staging/'.length).split('.')[0] ?? '';
  return !isWorkerDead(owner.replaceAll('_', ':'));
}
