import { paths } from '#server/contract/paths.ts';
import type { Download, Recording, Talk } from '#server/contract/wire.ts';
import { type KeptFile, type KeptTalk, openKept } from './kept-talk.ts';
import { filesOfMedia, narrowMaster, parseMaster, picturesOfStoryboard } from './playlists.ts';

/** A quality that a talk can be kept in; `name` is that of the rendition, or `sound`. */
export interface KeepChoice {
  name: string;
  sizeBytes: number;
}

/** What talks are kept of: the whole recording. */
export type KeepableRecording = Recording & { playlistUrl: string };

/** Says whether a recording can be kept: all of it must be there. */
export function isKeepable(recording: Recording | null): recording is KeepableRecording {
  return recording?.status === 'ready' && recording.playlistUrl !== null;
}

/**
 * The qualities to choose from, the smallest first, with the size of each: its download, further sound tracks, and what
 * the page needs.
 */
export function keepChoices(
  { downloads, tracks }: Pick<Recording, 'downloads' | 'tracks'>,
  pageBytes: number,
): KeepChoice[] {
  const soundBytes = downloads.find(({ kind }) => kind === 'audio')?.sizeBytes ?? 0;
  const furtherSounds = Math.max(0, tracks.filter(({ kind }) => kind === 'audio').length - 1) * soundBytes;
  const nameOf = ({ kind, label }: Download) => (kind === 'audio' ? 'sound' : label);
  return downloads
    .map((file) => ({ name: nameOf(file), sizeBytes: file.sizeBytes + furtherSounds + pageBytes }))
    .sort((a, b) => a.sizeBytes - b.sizeBytes);
}

/** The choices of a recording now; asks the portal what the page needs. */
export async function askForChoices(recording: KeepableRecording): Promise<KeepChoice[]> {
  return keepChoices(recording, (await builtFiles()).sizeBytes);
}

/**
 * Stores what is small (page, scripts, playlists, the talk's data) and lists what is to be loaded after it.
 * @throws {Error} where something cannot be loaded, or the talk is not for everybody
 */
export async function planKeep(talk: Talk, recording: KeepableRecording, quality: string): Promise<KeptTalk> {
  const folder = recording.playlistUrl.slice(0, recording.playlistUrl.lastIndexOf('/') + 1);
  const cache = await openKept(talk.slug);
  let pageBytes = 0;
  const put = async (url: string, text: string, like: Response) => {
    const headers = new Headers();
    for (const name of ['Content-Type', 'Content-Language', 'Content-Security-Policy']) {
      const value = like.headers.get(name);
      if (value) headers.set(name, value);
    }
    const body = new Blob([text]);
    pageBytes += body.size;
    await cache.put(url, new Response(body, { headers }));
  };

  const page = await loaded(paths.talk(talk.slug));
  if (/no-store|private/.test(page.headers.get('Cache-Control') ?? '')) {
    throw new Error('This talk is not for everybody: it cannot be kept.');
  }
  const html = await page.text();
  const api = await loaded(paths.api.talk(talk.slug));
  const json = await api.text();
  pageBytes += await storeBuiltFiles(cache, html);
  await put(paths.talk(talk.slug), html, page);
  await put(paths.api.talk(talk.slug), json, api);

  const master = await loaded(recording.playlistUrl);
  const narrowed = narrowMaster(await master.text(), quality);
  await put(recording.playlistUrl, narrowed, master);
  const { variants, sounds } = parseMaster(narrowed);
  const playlists = [...new Set([...variants, ...sounds].map(({ path }) => path))];
  const files = new Set<string>();
  for (const playlist of playlists) {
    const answer = await loaded(folder + playlist);
    const text = await answer.text();
    await put(folder + playlist, text, answer);
    for (const file of filesOfMedia(text)) files.add(below(folder, folder + playlist, file));
  }
  if (recording.storyboardUrl && quality !== 'sound') {
    const answer = await loaded(recording.storyboardUrl);
    const text = await answer.text();
    await put(recording.storyboardUrl, text, answer);
    for (const file of picturesOfStoryboard(text)) files.add(below(folder, recording.storyboardUrl, file));
  }
  for (const url of [recording.posterUrl, ...recording.tracks.map((track) => track.url)]) {
    if (url) files.add(below(folder, '', url));
  }
  for (const url of mentioned(html, folder)) files.add(below(folder, '', url));

  const choice = keepChoices(recording, pageBytes).find(({ name }) => name === quality);
  return {
    format: 1,
    slug: talk.slug,
    title: talk.title,
    titleLanguage: talk.textLanguage,
    speakers: talk.speakers.map(({ name }) => name),
    durationMs: recording.durationMs,
    posterUrl: recording.posterUrl,
    recordingId: recording.id,
    playlistUrl: recording.playlistUrl,
    folder,
    quality,
    pageLanguage: document.documentElement.lang,
    files: Array.from(files, (path): KeptFile => ({ path, sizeBytes: null })),
    expectedBytes: choice?.sizeBytes ?? pageBytes,
    pageBytes,
    state: 'loading',
    keptAtMs: Date.now(),
    checkedAtMs: Date.now(),
  };
}

/** Stores every built file that the page may ask for, in its build's own copy: later builds change nothing of it. */
async function storeBuiltFiles(cache: Cache, html: string): Promise<number> {
  const list = await builtFiles();
  // Faces beyond those of the list, Japanese ones above all, are those that this page showed.
  const shown = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  const wanted = new Set([...list.files, ...shown, ...mentioned(html, '/assets/')]);
  let bytes = 0;
  for (const url of wanted) {
    if (!url.startsWith('/assets/')) continue;
    const answer = await loaded(url, 'default');
    bytes += (await answer.clone().blob()).size;
    await cache.put(url, answer);
  }
  return bytes;
}

/** What a talk page may ask for of the build, and its size. */
async function builtFiles(): Promise<{ files: string[]; sizeBytes: number }> {
  return (await loaded('/offline-files.json')).json(); // written by our build in this very shape
}

/** Pictures and built files below `folder` that the page names. */
function mentioned(html: string, folder: string): string[] {
  const found = html.matchAll(/\/(?:hls|assets)\/[^"'\s),<>&]+\.(?:jpe?g|png|webp|avif|css|js|woff2)/g);
  return Array.from(found, ([url]) => url).filter((url) => url.startsWith(folder));
}

/** The path of `file`, which `from` names, below the version's folder. */
function below(folder: string, from: string, file: string): string {
  const { pathname } = new URL(file, new URL(from || folder, location.origin));
  if (!pathname.startsWith(folder)) throw new Error(`${pathname} does not belong to the recording.`);
  return pathname.slice(folder.length);
}

async function loaded(url: string, cache: RequestCache = 'no-cache'): Promise<Response> {
  const answer = await fetch(url, { cache });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return answer;
}
