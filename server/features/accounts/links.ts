import { randomBytes, randomUUID } from 'node:crypto';
import type { AccountsStore } from './store.ts';

const dayMs = 24 * 60 * 60_000;

export interface PasswordLink {
  /** Path and fragment; the portal's own address goes before it. */
  path: string;
  expiresMs: number;
}

/**
 * Links by which a password is set, once: for a new account seven days, for a forgotten password one. A newer link of the
 * same account makes the older ones worthless. They are better-auth's verification values, which its reset-password takes.
 * The token stands behind a `#`: that part of an address is never sent, so that no log of a server or proxy has it.
 */
export function createLinks(store: AccountsStore, now: () => number) {
  return {
    make(accountId: string, why: 'invitation' | 'reset'): PasswordLink {
      const token = randomBytes(24).toString('base64url');
      const expiresMs = now() + (why === 'invitation' ? 7 : 1) * dayMs;
      store.dropLinks(accountId);
      store.addLink({
        id: randomUUID(),
        identifier: `reset-password:${token}`,
        value: accountId,
        expires: new Date(expiresMs).toISOString(),
        at: new Date(now()).toISOString(),
      });
      return { path: `/organize/reset#token=${token}`, expiresMs };
    },
  };
}
