import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Db } from '#server/db/open.ts';
import { createTokenStore } from './token-store.ts';

const prefix = 'rostrum_';
const useNotedEveryMs = 60_000;

/** API tokens of accounts: 256 random bits, of which only the SHA-256 is kept; nothing slower is needed for a random value. */
export function createTokens(db: Db, now: () => number = Date.now) {
  const store = createTokenStore(db);
  return {
    /** Makes a token of an account; this is the only time that its text is known. */
    make(accountId: string, name: string): { id: string; text: string } {
      const text = prefix + randomBytes(32).toString('base64url');
      const id = randomUUID();
      store.insert({ id, account: accountId, name, hash: hashOf(text), at: now() });
      return { id, text };
    },
    /** Whose token this is, or null; notes its use, at most once a minute. */
    bearerOf(text: string) {
      if (!text.startsWith(prefix)) return null;
      const found = store.bearerOf(hashOf(text));
      if (found === undefined) return null;
      if (found.last_used_ms === null || found.last_used_ms <= now() - useNotedEveryMs)
        store.used(found.token_id, now());
      return found;
    },
    of: store.of,
    revoke: store.revoke,
  };
}

export type Tokens = ReturnType<typeof createTokens>;

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
