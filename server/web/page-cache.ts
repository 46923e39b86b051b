import { LRUCache } from 'lru-cache';
import { etagOf } from '#server/kernel/http.ts';
import { type Encoding, encoded } from './encoding.ts';

/** A page as it is sent to readers of one coding. */
export interface ReadyPage {
  encoding: Encoding;
  /** Strong tag of this page in this coding. */
  etag: string;
  bytes: Buffer;
}

export interface PageCache {
  /** A page that is there, or that is being made for somebody else. */
  find(key: string): ReadyPage | Promise<ReadyPage> | undefined;
  /** Keeps a page once it is made; a failure is its asker's and is not kept. */
  keep(key: string, making: Promise<ReadyPage>): Promise<ReadyPage>;
}

const mostBytes = 32 * 1024 * 1024;
/** What an entry takes beside its bytes and its key, roughly. */
const entryBytes = 500;

/**
 * Rendered pages of public content, bounded by size. The key holds everything that a page depends on, the coding too: only
 * the bytes that are sent are kept, an eighth of the text, so that thousands of pages fit.
 * @param o.maxBytes of all entries, 32 MiB unless given
 */
export function createPageCache(o: { maxBytes?: number } = {}): PageCache {
  const ready = new LRUCache<string, ReadyPage>({
    maxSize: o.maxBytes ?? mostBytes,
    sizeCalculation: ({ bytes }, key) => bytes.length + 2 * key.length + entryBytes,
  });
  const beingMade = new Map<string, Promise<ReadyPage>>();
  return {
    find: (key) => ready.get(key) ?? beingMade.get(key),
    async keep(key, making) {
      beingMade.set(key, making);
      try {
        const page = await making;
        ready.set(key, page);
        return page;
      } finally {
        if (beingMade.get(key) === making) beingMade.delete(key);
      }
    },
  };
}

/** A page's text in a coding, with the tag of that form (RFC 9110, 8.8.3.3). */
export async function readyPage(html: string, encoding: Encoding): Promise<ReadyPage> {
  const identity = Buffer.from(html);
  const tag = etagOf(identity).slice(1, -1);
  const etag = encoding === 'identity' ? `"${tag}"` : `"${tag}-${encoding}"`;
  return { encoding, etag, bytes: await encoded(identity, encoding) };
}
