import { LRUCache } from 'lru-cache';
import type { Db } from '#server/db/open.ts';
import type { Auth } from './auth.ts';
import { createSessionStore } from './session-store.ts';

const checkedForMs = 60_000;
const addressesKeptMs = 7 * 24 * 60 * 60_000;

/** What better-auth says of a cookie: which session it is of, and cookies to be set anew. */
interface CheckedCookie {
  sessionId: string | null;
  setCookies: readonly string[];
}

/**
 * Browser sessions. A cookie's signature is checked by better-auth once a minute; whether its session still stands, and
 * what its account may do, is read from the database with every request, so that an end takes hold at once.
 */
export function createSessions(o: { db: Db; auth: Auth; now?: () => number }) {
  const { now = Date.now } = o;
  const store = createSessionStore(o.db);
  const checked = new LRUCache<string, Promise<CheckedCookie>>({ max: 5000, ttl: checkedForMs });
  const iso = (ms: number) => new Date(ms).toISOString();

  const check = (cookie: string): { isNew: boolean; result: Promise<CheckedCookie> } => {
    const known = checked.get(cookie);
    if (known !== undefined) return { isNew: false, result: known };
    const result = askAuth(o.auth, cookie);
    checked.set(cookie, result);
    result.catch(() => checked.delete(cookie));
    return { isNew: true, result };
  };

  return {
    /** Who stands behind a Cookie header, or null, and the cookies to set anew where the session was prolonged. */
    async bearerOf(cookie: string) {
      const { isNew, result } = check(cookie);
      const { sessionId, setCookies } = await result;
      const row = sessionId === null ? undefined : store.bearerOfSession(sessionId, iso(now()));
      if (sessionId === null || row === undefined) return null;
      return { ...row, sessionId, setCookies: isNew ? setCookies : [] };
    },
    /** Who stands behind a session that was found before; null once it has ended. */
    bearerOfSession: (sessionId: string) => store.bearerOfSession(sessionId, iso(now())) ?? null,
    of: (accountId: string) => store.of(accountId, iso(now())),
    end: store.end,
    endAll: store.endAll,
    endOthers: store.endOthers,
    /** Takes away sessions that have ended, and the addresses of those that began a week ago. */
    forget(): void {
      store.dropExpired(iso(now()));
      store.dropAddresses(iso(now() - addressesKeptMs));
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

async function askAuth(auth: Auth, cookie: string): Promise<CheckedCookie> {
  const { response, headers } = await auth.api.getSession({
    headers: new Headers({ cookie }),
    returnHeaders: true,
  });
  return { sessionId: response?.session.id ?? null, setCookies: headers.getSetCookie() };
}
