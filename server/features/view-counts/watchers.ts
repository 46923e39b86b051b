import { createHmac, randomBytes } from 'node:crypto';

/** Remembered at most: some 20 MB. */
const mostWatchers = 200_000;

/**
 * Tells a first view of a day from a repeated one without knowing who watches: what is remembered is a keyed hash, in
 * memory only, and the key is thrown away with everything under it at the end of the day (UTC).
 */
export function createWatchers(o: { limit?: number } = {}) {
  const limit = o.limit ?? mostWatchers;
  const seen = new Set<string>();
  let day = '';
  let key = randomBytes(32);

  return {
    /**
     * Whether this is the watcher's first view of the thing today.
     * @param watcher what tells watchers apart: network address and browser
     */
    isFirst(watcher: string, thing: string, today: string): boolean {
      if (today !== day) {
        day = today;
        key = randomBytes(32);
        seen.clear();
      }
      const hash = createHmac('sha256', key).update(`${watcher}\n${thing}`).digest('base64url').slice(0, 22);
      if (seen.has(hash)) return false;
      const [oldest] = seen;
      if (seen.size >= limit && oldest !== undefined) seen.delete(oldest);
      seen.add(hash);
      return true;
    },
    size: () => seen.size,
  };
}
