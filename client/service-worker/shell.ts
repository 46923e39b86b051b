import { uiLanguages } from '#server/contract/languages.ts';
import { shellFiles } from './shell-files.ts';

const cacheName = `rostrum-shell-${shellFiles.build}`;
const isShell = (name: string) => name.startsWith('rostrum-shell-');
const offlinePage = (language: string) => `/offline?lang=${language}`;

/** Stores the page that is shown without a line, in every language, and what it is drawn with. */
export async function storeShell(): Promise<void> {
  const cache = await caches.open(cacheName);
  // What the pages loaded already comes from the browser's own cache.
  await cache.addAll(shellFiles.files);
  await Promise.all(
    uiLanguages.map(async (language) => {
      const page = offlinePage(language);
      // Without cookies: asking in every language must not change the reader's.
      const answer = await fetch(page, { credentials: 'omit' });
      if (!answer.ok) throw new Error(`${page} answered ${answer.status}.`);
      await cache.put(page, answer);
    }),
  );
}

/** Removes the shells of other builds. Kept talks bring their own files and lose nothing. */
export async function dropOtherShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => isShell(name) && name !== cacheName).map((name) => caches.delete(name)),
  );
}

/** The page for readers without a line, in the language nearest to theirs. */
export async function shellPage(language: string): Promise<Response | undefined> {
  const known = uiLanguages.find((candidate) => language.startsWith(candidate)) ?? uiLanguages[0];
  return caches.match(offlinePage(known), { cacheName, ignoreVary: true });
}
