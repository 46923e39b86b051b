import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPortal } from './portal.ts';

/** The library that the global set-up made; every test worker serves a copy of it. */
export interface Template {
  dataDir: string;
  /** The admin's API token. */
  token: string;
  /** The captioned talk's recording and the job that made it. */
  captioned: { recordingId: string; jobId: string };
  /** Slug of the example's talk of a speaker, by family name. */
  slugs: Record<string, string>;
}

/** A worker's own portal and library: what a test does there, tests in other workers do not see. */
export interface Scene extends Template {
  url: string;
  /** For files that a test makes. */
  folder: string;
}

/** Twelve seconds, 720p, captions, two languages of sound. */
export const captionedTalk = 'Emelyanov';
/** Two minutes, small. */
export const longTalk = 'Davydov';
/** Nothing was recorded yet; a test each brings a recording. */
export const comingTalk = 'Burluka';
export const copiedTalk = 'Lazarenko';
export const soughtTalk = 'Anisimov';
/** Stays without a recording. */
export const emptyTalk = 'Monakhov';

/** The admin of the portal of the tests. */
export const organizer = { email: 'organizer@example.org', password: 'correct horse battery' };

interface OpenScene {
  scene: Scene;
  stop(): Promise<void>;
}

const templateKey = 'ROSTRUM_E2E_TEMPLATE';
let ownScene: Scene | undefined;

/** Hands the library to the test workers, through their environment. */
export function writeTemplate(template: Template): void {
  process.env[templateKey] = JSON.stringify(template);
}

/** Copies the library and serves it as this worker's scene; `stop` ends the portal and removes the copy. */
export async function openScene(): Promise<OpenScene> {
  const opened = await openSceneApart();
  ownScene = opened.scene;
  return opened;
}

/** As `openScene`, for one test that changes what others rely on. */
export async function openSceneApart(): Promise<OpenScene> {
  const json = process.env[templateKey];
  if (!json) throw new Error('The browser tests need their global set-up.');
  const template = JSON.parse(json) as Template; // written by writeTemplate
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-e2e-'));
  const dataDir = join(folder, 'media');
  await cp(template.dataDir, dataDir, { recursive: true });
  const portal = await startPortal(dataDir);
  return {
    scene: { ...template, url: portal.url, dataDir, folder },
    async stop() {
      await portal.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The portal and library of this worker. */
export function readScene(): Scene {
  if (!ownScene) throw new Error('A worker opens its scene before its first test.');
  return ownScene;
}

/** Path of the talk page of one speaker's talk. */
export function talkPath(speaker: string, query = ''): string {
  const slug = readScene().slugs[speaker];
  if (!slug) throw new Error(`No talk of ${speaker}.`);
  return `/talks/${slug}${query}`;
}
