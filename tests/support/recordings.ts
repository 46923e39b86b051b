import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { StagedProgrammeInput } from '#server/features/catalogue/staged-programme.ts';
import type { Arrival, IntakeOutcome } from '#server/features/recordings/intake/intake.ts';
import type { TestApp } from './app.ts';
import { ffmpeg, picture, tone } from './clips.ts';

/** Two short talks of one conference, and one of another: enough to be matched and mixed up. */
export function programme(publish: 'auto' | 'review' = 'auto'): StagedProgrammeInput {
  return {
    conference: { slug: 'dataconf', acronym: 'dataconf', publish, texts: { en: { title: 'DataConf 2024' } } },
    speakers: [
      { key: 'petrov', names: [{ name: 'Ivan Petrov' }, { name: 'Иван Петров' }] },
      { key: 'tanaka', names: [{ name: '田中健二' }, { name: 'Kenji Tanaka' }] },
    ],
    talks: [
      {
        at: '1',
        slug: 'scaling-postgres',
        language: 'en',
        texts: { en: { title: 'Scaling Postgres to ten terabytes' } },
        speakers: [{ key: 'petrov' }],
      },
      {
        at: '2',
        slug: 'tokyo-databases',
        language: 'ja',
        texts: { ja: { title: '東京の朝とデータベース' } },
        speakers: [{ key: 'tanaka' }],
      },
    ],
  };
}

export interface ClipBox {
  dir: string;
  /** A small recording, different from all others by its `hz`; made at `path` below the box, with further inputs `from`. */
  make(
    path: string,
    o?: { seconds?: number; hz?: number; from?: readonly string[]; extra?: readonly string[] },
  ): Promise<string>;
  remove(): void;
}

/** A folder for the small recordings of a test file. */
export function clipBox(): ClipBox {
  const dir = mkdtempSync(join(tmpdir(), 'rostrum-clips-'));
  let made = 0;
  return {
    dir,
    async make(path, { seconds = 2, hz = 300 + 10 * made++, from = [], extra = [] } = {}) {
      const file = join(dir, path);
      mkdirSync(dirname(file), { recursive: true });
      const sources = [...picture({ size: '320x180', rate: 25, seconds }), ...tone({ hz, seconds }), ...from];
      await ffmpeg([...sources, '-c:v', 'libx264', '-preset', 'ultrafast', ...extra, file]);
      return file;
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

type Taken = Extract<IntakeOutcome, { kind: 'taken' }>;

/** Takes a file in through the portal's own intake; it must be taken. */
export async function take(app: TestApp, arrival: Omit<Arrival, 'isMoved'>): Promise<Taken> {
  const outcome = await app.work.recordings.intake.take({ isMoved: false, ...arrival });
  if (outcome.kind !== 'taken') throw new Error(`not taken: ${outcome.reason}`);
  return outcome;
}

/** A talk by its slug; it must be there. */
export function talkRef(app: TestApp, slug: string) {
  const talk = app.work.talks.talkBySlugOrGuid(slug);
  if (talk === null) throw new Error(`no talk ${slug}`);
  return talk;
}

interface VersionFact {
  id: string;
  recording_id: string;
  state: string;
}

/** Rows of versions, oldest first. */
export function versionsOf(app: Pick<TestApp, 'db'>): VersionFact[] {
  const rows = app.db.prepare<[], VersionFact>(
    'SELECT id, recording_id, state FROM versions ORDER BY created_ms, id',
  );
  return rows.all();
}

/** All that lies under a folder of the library, relative, sorted, without the staging area itself. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * What of rows and files does not agree, one sentence each: originals and versions without files, files without rows.
 */
export function disorderOf(app: Pick<TestApp, 'db' | 'dataDir'>): string[] {
  const paths = app.db
    .prepare<[], { path: string }>('SELECT path FROM originals')
    .all()
    .map((row) => row.path);
  const originals = new Set(filesUnder(join(app.dataDir, 'originals')).map((path) => `originals/${path}`));
  const versions = new Set(versionsOf(app).map((row) => `${row.recording_id}/${row.id}`));
  const hls = join(app.dataDir, 'hls');
  const folders = new Set(
    readdirSync(hls, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .flatMap((recording) => readdirSync(join(hls, recording)).map((name) => `${recording}/${name}`)),
  );
  return [
    ...paths
      .filter((path) => !originals.has(path))
      .map((path) => `a row points at ${path}, which is missing`),
    ...[...originals].filter((path) => !paths.includes(path)).map((path) => `${path} has no row`),
    ...[...versions].filter((id) => !folders.has(id)).map((id) => `version ${id} has no folder`),
    ...[...folders].filter((id) => !versions.has(id)).map((id) => `hls/${id} has no row`),
  ];
}
