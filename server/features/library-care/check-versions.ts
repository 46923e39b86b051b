import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '#server/transcode/manifest.ts';
import { listFiles, sizeOf } from './durable-copy.ts';
import type { Finding } from './finding.ts';
import type { KnownVersion, LibraryCareStore } from './store.ts';
import { filesOfVersion } from './version-files.ts';

/** Every version that may be played is whole, and no folder is without its row. */
export async function checkVersions(
  store: LibraryCareStore,
  o: { dataDir: string; onProgress?: (sentence: string) => void },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const folders = await versionFolders(o.dataDir);
  const working = new Set(
    store
      .recordings()
      .filter((row) => row.job_state === 'running')
      .map((row) => row.id),
  );
  const recordings = new Set(store.recordings().map((row) => row.id));
  const versions = store.versions();
  for (const [i, version] of versions.entries()) {
    o.onProgress?.(`versions ${i + 1}/${versions.length}`);
    const isStillMade = version.state === 'growing' && version.is_complete === 0;
    if (!isStillMade) findings.push(...(await checkVersion(version, o.dataDir)));
    else if (!working.has(version.recording_id)) {
      const subject = subjectOf(version);
      const sentence = `The growing version ${subject} has nobody who works on it.`;
      findings.push({ kind: 'version-abandoned', subject, sentence });
    }
  }
  const known = new Set(versions.map(subjectOf));
  for (const { recordingId, subject } of folders) {
    if (known.has(subject) || working.has(recordingId)) continue;
    const sentence = recordings.has(recordingId)
      ? `${subject} is no version that the database knows.`
      : `${subject} belongs to no recording that the database knows.`;
    findings.push({ kind: 'version-unknown', subject, sentence });
  }
  return findings;
}

async function checkVersion(version: KnownVersion, dataDir: string): Promise<Finding[]> {
  const subject = subjectOf(version);
  const folder = join(dataDir, subject);
  const listed = await listFiles(folder);
  if (listed.length === 0) {
    const sentence = `The ${version.state} version ${subject} has no files.`;
    return [{ kind: 'version-missing', subject, sentence }];
  }
  const manifest = readManifest(version.manifest);
  const { needed, sums } = await filesOfVersion(folder, manifest);
  const findings: Finding[] = [];
  const sizes = new Map<string, number>();
  for (const [path, { sizeBytes }] of needed) {
    const found = await sizeOf(join(folder, path));
    const file = `${subject}/${path}`;
    if (found === null) {
      findings.push({ kind: 'version-file-missing', subject: file, sentence: `${file} is missing.` });
    } else if (found === 0 || (sizeBytes !== null && found !== sizeBytes)) {
      const expected = sizeBytes === null ? '' : `, it was made with ${sizeBytes}`;
      const sentence = `${file} has ${found} bytes${expected}.`;
      findings.push({ kind: 'version-file-size', subject: file, sentence });
    }
    sizes.set(path, found ?? 0);
  }
  // The rest holds for a whole version only: what a growing one was retired as had only its beginning measured.
  if (version.state !== 'whole' || findings.length > 0) return findings;
  for (const { name, sizeBytes, files } of sums) {
    const found = files.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
    if (found === sizeBytes) continue;
    const sentence = `The segments of ${subject}/${name} have ${found} bytes together, they were made with ${sizeBytes}.`;
    findings.push({ kind: 'version-file-size', subject: `${subject}/${name}`, sentence });
  }
  for (const path of listed) {
    if (needed.has(path)) continue;
    const file = `${subject}/${path}`;
    const sentence = `${file} is named by no playlist.`;
    findings.push({ kind: 'version-file-unknown', subject: file, sentence });
  }
  return findings;
}

function subjectOf(version: Pick<KnownVersion, 'recording_id' | 'id'>): string {
  return `hls/${version.recording_id}/${version.id}`;
}

async function versionFolders(dataDir: string): Promise<Array<{ recordingId: string; subject: string }>> {
  const found: Array<{ recordingId: string; subject: string }> = [];
  for (const recordingId of await readdir(join(dataDir, 'hls')).catch(() => [])) {
    for (const name of await readdir(join(dataDir, 'hls', recordingId)).catch(() => [])) {
      found.push({ recordingId, subject: `hls/${recordingId}/${name}` });
    }
  }
  return found;
}
