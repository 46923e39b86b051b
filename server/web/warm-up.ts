import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { ReadyPage } from './page-cache.ts';

const unpack = promisify(brotliDecompress);

export interface WarmUpDeps {
  /** The public page at a path of this portal, in the coding `br`; null where there is none for everybody. */
  pageAt(path: string): Promise<ReadyPage | null>;
  signal: AbortSignal;
}

/**
 * Makes the pages that are asked for first, before somebody waits for them: the home page and what it leads to, page after
 * page, so that the code that makes pages is compiled too. One page a turn of the event loop.
 * @param mostPages that are made
 * @returns the number of pages made
 */
export async function warmUp({ pageAt, signal }: WarmUpDeps, mostPages = 200): Promise<number> {
  const seen = new Set(['/']);
  let made = 0;
  // A set goes on through what is added to it meanwhile.
  for (const path of seen) {
    if (signal.aborted || made >= mostPages) break;
    await nextTurn();
    const page = await pageAt(path);
    if (page === null) continue;
    made += 1;
    for (const next of pathsIn(String(await unpack(page.bytes))))
      if (seen.size < 4 * mostPages) seen.add(next);
  }
  return made;
}

function pathsIn(html: string): string[] {
  return Array.from(html.matchAll(/<a [^>]*?href="(\/[^"?#]*)"/g), (match) => match[1] ?? '');
}
