/** One file of a kept talk: its path below the version's folder; `sizeBytes` null = not stored yet. */
export interface KeptFile {
  path: string;
  sizeBytes: number | null;
}

/** What the reader asked of a kept talk: be loaded, rest for a while; `whole` = all of it is there. */
export type KeptState = 'loading' | 'paused' | 'whole';

/** A talk kept in this browser; it lies in the talk's own cache, beside its files. */
export interface KeptTalk {
  format: 1;
  slug: string;
  title: string;
  /** BCP 47 */
  titleLanguage: string;
  speakers: string[];
  durationMs: number | null;
  posterUrl: string | null;
  recordingId: string;
  playlistUrl: string;
  /** Path of the version's folder, with a slash at its end. */
  folder: string;
  /** Name of the kept rendition, such as `480p`; `sound` = no picture. */
  quality: string;
  /** Interface language of the kept page. */
  pageLanguage: string;
  files: KeptFile[];
  /** What all files take, as far as it was known before loading. */
  expectedBytes: number;
  /** What page, scripts and the like take, beside the files of the recording. */
  pageBytes: number;
  state: KeptState;
  keptAtMs: number;
  /** When the portal was last asked whether the talk is still public. */
  checkedAtMs: number;
}

/** Every kept talk has a cache of its own, so that removing one is a single step and nothing of it stays behind. */
const prefix = 'rostrum-kept-1:';
const recordAddress = '/.kept/talk.json';

/** Tells all pages of the portal, and its service worker, that the kept talks changed. */
export const keptChannel = 'rostrum-kept';

/** The cache of the talk `slug`. */
export function openKept(slug: string): Promise<Cache> {
  return caches.open(prefix + slug);
}

/** Reads the record of a kept talk; null where the talk is not kept. */
export async function readKept(slug: string): Promise<KeptTalk | null> {
  if (!(await caches.has(prefix + slug))) return null;
  const answer = await (await openKept(slug)).match(recordAddress);
  if (!answer) return null;
  const talk = (await answer.json()) as KeptTalk; // written by writeKept; `format` says in which shape
  return talk.format === 1 ? talk : null;
}

/** Writes the record of a kept talk. */
export async function writeKept(talk: KeptTalk): Promise<void> {
  const body = new Response(JSON.stringify(talk), { headers: { 'Content-Type': 'application/json' } });
  await (await openKept(talk.slug)).put(recordAddress, body);
}

/** Every kept talk, the newest first; none where the browser keeps no caches for us. */
export async function listKept(): Promise<KeptTalk[]> {
  if (!('caches' in globalThis)) return [];
  const names = await caches.keys().catch((): string[] => []);
  const slugs = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const talks = await Promise.all(slugs.map(readKept));
  return talks.filter((talk) => talk !== null).sort((a, b) => b.keptAtMs - a.keptAtMs);
}

/** Removes a kept talk with everything that belongs to it. */
export async function removeKept(slug: string): Promise<void> {
  await caches.delete(prefix + slug);
}

/** Removes everything of a kept talk but its record. */
export async function removeStored(slug: string): Promise<void> {
  const cache = await openKept(slug);
  const stored = (await cache.keys()).filter(({ url }) => new URL(url).pathname !== recordAddress);
  await Promise.all(stored.map((request) => cache.delete(request)));
}

/** Says whether a talk is only wished for: what it consists of is not known yet. */
export function isWish({ files }: Pick<KeptTalk, 'files'>): boolean {
  return files.length === 0;
}

/** Bytes that a kept talk takes now. */
export function storedBytes({ files, pageBytes }: Pick<KeptTalk, 'files' | 'pageBytes'>): number {
  return files.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), pageBytes);
}

/** The stored share of a kept talk's files, from 0 to 1. */
export function storedShare({ files }: Pick<KeptTalk, 'files'>): number {
  if (files.length === 0) return 0;
  return files.filter(({ sizeBytes }) => sizeBytes !== null).length / files.length;
}
