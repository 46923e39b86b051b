import { LRUCache } from 'lru-cache';
import { etagOf } from '#server/kernel/http.ts';
import { type Encoding, encoded } from './encoding.ts';

export interface RenderedPage {
  /** Strong tag of this page in this coding. */
  etag(encoding: Encoding): string;
  /** The bytes in this coding, compressed once. */
  bytes(encoding: Encoding): Promise<Buffer>;
}

const maxBytes = 32 * 1024 * 1024;

/** Rendered pages of public content, bounded by size; the key holds everything that a page depends on. */
export function createPageCache(): LRUCache<string, RenderedPage> {
  return new LRUCache({ maxSize: maxBytes });
}

/** A rendered page and, with the first reader who takes a coding, its compressed forms. */
export function renderedPage(html: string): RenderedPage {
  const identity = Buffer.from(html);
  const tag = etagOf(identity).slice(1, -1);
  const made = new Map<Encoding, Promise<Buffer>>();
  return {
    etag: (encoding) => (encoding === 'identity' ? `"${tag}"` : `"${tag}-${encoding}"`),
    bytes(encoding) {
      const known = made.get(encoding) ?? encoded(identity, encoding);
      made.set(encoding, known);
      return known;
    },
  };
}

/** What a page counts for in the cache: its text and, roughly, the compressed copies. */
export function weightOf(html: string): number {
  return Math.ceil(html.length * 1.5) + 1;
}
