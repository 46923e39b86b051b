import { join } from 'node:path';
import { listFiles, sizeOf } from './durable-copy.ts';
import type { Finding } from './finding.ts';
import type { LibraryCareStore } from './store.ts';

/** Every picture is there with its small copy, and none lies there that no row names. */
export async function checkImages(store: LibraryCareStore, o: { dataDir: string }): Promise<Finding[]> {
  const findings: Finding[] = [];
  const listed = await listFiles(join(o.dataDir, 'images'));
  const known = store.images();
  for (const path of known) {
    if ((await sizeOf(join(o.dataDir, path))) !== null) continue;
    findings.push({ kind: 'image-missing', subject: path, sentence: `The picture ${path} is missing.` });
  }
  for (const name of listed) {
    const path = `images/${name}`;
    if (known.includes(path)) continue;
    const sentence = `${path} lies among the pictures, but no row names it.`;
    findings.push({ kind: 'image-unknown', subject: path, sentence });
  }
  return findings;
}
