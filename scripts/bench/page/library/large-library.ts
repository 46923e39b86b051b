import { existsSync } from 'node:fs';
import { link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openDatabase } from '#server/db/open.ts';
import { runCommand } from '../../transcode/portal.ts';
import { runProgram } from '../../transcode/run-program.ts';
import { writeCatalogue } from './made-up-catalogue.ts';
import { createSpreadStore } from './store.ts';

/** Of four talks three have a recording. */
const everyWithout = 4;

/**
 * Makes a library of many talks: the catalogue of the corpus where there is one, else a made-up one. One short recording with
 * captions stands for those of all talks; its files are linked, so that posters are there.
 * @param o.folder for files on the way
 */
export async function makeLargeLibrary(o: {
  dataDir: string;
  folder: string;
  talkCount: number;
  say: (sentence: string) => void;
}): Promise<void> {
  await mkdir(o.dataDir, { recursive: true });
  const env = { DATA_DIR: o.dataDir, EXAMPLE: 'off', LOG_LEVEL: 'error' };
  const catalogue = await catalogueFile(o);
  o.say(`importing ${catalogue}`);
  await runCommand('scripts/import.ts', [catalogue], env);
  const [slug] = withStore(o.dataDir, (store) => store.slugs('talks'));
  if (slug === undefined) throw new Error(`${catalogue} has no talks.`);
  const clip = join(o.folder, 'model.mp4');
  await makeClip(clip, 20);
  o.say('making the recording that stands for all');
  await runCommand('scripts/ingest.ts', [clip, '--talk', slug, '--wait'], env);
  const [model, others] = withStore(o.dataDir, (store) => {
    const found = store.model();
    if (found === null) throw new Error('The recording that stands for all was not made.');
    store.spread(found, everyWithout);
    return [found, store.all()] as const;
  });
  const files = join(o.dataDir, 'hls', model.recording_id, model.version_id);
  for (const { recording_id, version_id } of others) {
    if (recording_id === model.recording_id) continue;
    await linkTree(files, join(o.dataDir, 'hls', recording_id, version_id));
  }
  o.say(`${others.length} talks have a recording`);
}

/** The same files under another folder: hard links, as the portal serves nothing from beyond a version's own folder. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    await (entry.isDirectory() ? linkTree(source, target) : link(source, target));
  }
}

/** Reads or writes a library that no process has open. */
export function withStore<T>(dataDir: string, work: (store: ReturnType<typeof createSpreadStore>) => T): T {
  const db = openDatabase(join(dataDir, 'portal.db'));
  try {
    return work(createSpreadStore(db));
  } finally {
    db.close();
  }
}

/** A moving picture with a tone, quickly made. */
export async function makeClip(
  path: string,
  seconds: number,
  { size = '1280x720', framesPerSecond = 10 } = {},
): Promise<void> {
  const picture = ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${framesPerSecond}:d=${seconds}`];
  const sound = ['-f', 'lavfi', '-i', `sine=f=330:d=${seconds}`, '-c:a', 'aac', '-b:a', '64k'];
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
  await runProgram({
    program: process.env.FFMPEG_PATH || 'ffmpeg',
    args: ['-nostdin', '-v', 'error', '-y', ...picture, ...sound, ...coding, path],
  });
}

/** The first talks of the corpus's catalogue, else as many made-up ones. */
async function catalogueFile(o: { folder: string; talkCount: number }): Promise<string> {
  const path = join(o.folder, 'catalogue.ndjson');
  const ofCorpus = join(process.env.CORPUS_DIR ?? '', 'catalogue/pyvideo.ndjson.gz');
  const lines = existsSync(ofCorpus)
    ? gunzipSync(await readFile(ofCorpus))
        .toString()
        .split('\n')
    : [];
  let [talkCount, end] = [0, 0];
  while (talkCount < o.talkCount && end < lines.length) {
    if (lines[end]?.startsWith('{"type": "talk"')) talkCount += 1;
    end += 1;
  }
  if (talkCount < o.talkCount) await writeCatalogue(path, o.talkCount);
  else await writeFile(path, `${lines.slice(0, end).join('\n')}\n`);
  return path;
}
