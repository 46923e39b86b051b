import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { RequestHandler } from 'express';
import type { Db } from '#server/db/open.ts';
import type { Config } from '#server/kernel/config.ts';
import { openAccountsDatabase } from './accounts-database.ts';
import { createAuth } from './auth.ts';
import { type ChangeLog, portalActor } from './change-log.ts';
import { createChangeStore } from './change-store.ts';
import { identify } from './identify.ts';
import { createOidc } from './oidc.ts';
import { createPeople } from './people.ts';
import { createSessions } from './sessions.ts';
import { createAccountsStore } from './store.ts';
import { createTokens } from './tokens.ts';

const forgetEveryMs = 60 * 60_000;

/**
 * Accounts with all that belongs to them, on `accounts.db`.
 * @param o.db the portal's database, where the log of changes is
 */
export function createAccounts(o: {
  config: Pick<Config, 'dataDir' | 'publicUrl' | 'oidc' | 'organizer'>;
  db: Db;
  changes: ChangeLog;
  now?: () => number;
}) {
  const { config, now = () => Date.now() } = o;
  const db = openAccountsDatabase(config.dataDir);
  const store = createAccountsStore(db);
  const secret = store.secret('better-auth', randomBytes(32).toString('base64url'));
  const auth = createAuth({ db, secret, config });
  const sessions = createSessions({ db, auth, now });
  const tokens = createTokens(db, now);
  const log = createChangeStore(o.db);
  const people = createPeople({
    ...{ store, accountsDb: db, portalDb: o.db, changes: o.changes, now },
    forgetActor: ({ id, name }) => log.forgetPerson({ id, known: name, name: 'deleted account' }),
  });
  let timer: NodeJS.Timeout | undefined;

  const forget = () => {
    sessions.forget();
    store.dropStaleLinks(new Date(now()).toISOString());
    people.emptyBin(portalActor);
  };

  return {
    auth,
    oidc: createOidc({ db, secret, config }),
    people,
    sessions,
    tokens,
    log,
    identify: identify({ sessions, tokens, publicUrl: config.publicUrl }) satisfies RequestHandler,
    /** Gives an account its first password; the account of the environment and tests need no link. */
    async setFirstPassword(accountId: string, password: string): Promise<void> {
      const hash = await hashPassword(password);
      store.setPassword({ id: randomUUID(), user: accountId, hash, at: new Date(now()).toISOString() });
    },
    /** Makes the first organizer of the environment an admin; an account that exists already stays as it is. */
    async welcomeFirstOrganizer(): Promise<void> {
      if (config.organizer === null) return;
      const { email, password } = config.organizer;
      if (people.byEmail(email) !== null) return;
      const hash = await hashPassword(password);
      if (people.byEmail(email) !== null) return;
      const { id } = people.add(portalActor, { email, role: 'admin' });
      store.setPassword({ id: randomUUID(), user: id, hash, at: new Date(now()).toISOString() });
    },
    forget,
    /** Forgets every hour what must not be kept. */
    start(): void {
      forget();
      timer = setInterval(forget, forgetEveryMs);
    },
    close(): void {
      clearInterval(timer);
      db.close();
    },
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
