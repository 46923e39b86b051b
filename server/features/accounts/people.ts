import { randomUUID } from 'node:crypto';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import { notFound } from '#server/kernel/http.ts';
import type { Actor, Role } from './actor.ts';
import type { ChangeLog } from './change-log.ts';
import { createLinks } from './links.ts';
import { createSessionStore } from './session-store.ts';
import type { AccountRow, AccountsStore } from './store.ts';

export const accountBinMs = 30 * 24 * 60 * 60_000;

type By = Pick<Actor, 'id' | 'name'>;

/** An account, as the rest of the portal knows it. */
export interface Account {
  id: string;
  email: string;
  name: string;
  role: Role;
  conferenceIds: number[];
  createdAt: string;
  lastSeenAt: string | null;
  hasPassword: boolean;
  /** In the bin since; null = not there. */
  deletedMs: number | null;
}

/**
 * The accounts of people: made, given a role and conferences, put into the bin and taken out of it. Every change is one
 * transaction of accounts.db within one of portal.db, where the log of changes is.
 */
export function createPeople(o: {
  store: AccountsStore;
  accountsDb: Db;
  portalDb: Db;
  changes: ChangeLog;
  forgetActor: (account: Pick<Account, 'id' | 'name'>) => void;
  now: () => number;
}) {
  const { store, changes, now } = o;
  const sessions = createSessionStore(o.accountsDb);
  const links = createLinks(store, now);
  const iso = () => new Date(now()).toISOString();
  const inOneGo = <T>(work: () => T): T =>
    o.portalDb.transaction(() => o.accountsDb.transaction(work).immediate()).immediate();

  const one = (id: string): Account => {
    const row = store.byId(id);
    if (row === undefined) throw notFound('such account');
    return toAccount(row);
  };

  const note = (by: By, action: string, account: Account, was?: Partial<Account>, is?: Partial<Account>) =>
    changes.note({
      ...{ actor: by, action, entity: 'account', entityId: account.id, conferenceId: null },
      ...{ title: account.email, before: was ?? null, after: is ?? null },
    });

  const admins = () => store.all().filter((row) => row.role === 'admin' && row.deleted_ms === null);

  /** A portal always keeps somebody who may do everything. */
  const keepAnAdmin = () => {
    if (admins().length === 0)
      throw new AppError('conflict', 'This is the last admin: make somebody else admin first.');
  };

  const purgeOne = (by: By, account: Account) => {
    store.remove(account.id);
    o.forgetActor(account);
    changes.note({
      ...{
        actor: by,
        action: 'deleted for good',
        entity: 'account',
        entityId: account.id,
        conferenceId: null,
      },
      ...{ title: 'an account', before: null, after: null },
    });
  };

  return {
    one,
    /** By e-mail, in whatever letters; null when there is none. */
    byEmail(email: string): Account | null {
      const row = store.byEmail(email.trim().toLowerCase());
      return row === undefined ? null : toAccount(row);
    },
    all: () => store.all().map(toAccount),
    page: (page: { after: string; limit: number }) => store.page(page).map(toAccount),
    count: store.count,
    links,
    isLastAdmin: (id: string) => admins().every((row) => row.id === id),
    /** Whose password a link would set; null for a link that is none. */
    byLink(token: string): Account | null {
      const id = store.accountOfLink(`reset-password:${token}`);
      return id === undefined ? null : one(id);
    },
    /** Writes down what became of a password or of sessions. */
    notePassword: (account: Account, action: string, by: By = account) => note(by, action, account),

    /** Makes an account; it has no password until its link is used. */
    add(
      by: By,
      given: { email: string; name?: string; role: Role; conferenceIds?: readonly number[] },
    ): Account {
      const email = given.email.trim().toLowerCase();
      return inOneGo(() => {
        if (store.byEmail(email) !== undefined)
          throw new AppError('conflict', `There is an account ${email} already.`);
        const id = randomUUID();
        store.insert({ id, email, name: given.name?.trim() || email, at: iso() });
        store.setRole(id, given.role);
        for (const conferenceId of given.conferenceIds ?? []) store.addConference(id, conferenceId);
        const account = one(id);
        note(by, 'created', account, undefined, { role: account.role, conferenceIds: account.conferenceIds });
        return account;
      });
    },

    /** Changes a name, a role or the conferences (all of them at once). */
    change(
      by: By,
      id: string,
      given: {
        name?: string | undefined;
        role?: Role | undefined;
        conferenceIds?: readonly number[] | undefined;
      },
    ): Account {
      return inOneGo(() => {
        const was = one(id);
        if (given.name !== undefined) store.rename(id, given.name.trim() || was.email, iso());
        if (given.role !== undefined) store.setRole(id, given.role);
        if (given.conferenceIds !== undefined) {
          store.clearConferences(id);
          for (const conferenceId of given.conferenceIds) store.addConference(id, conferenceId);
        }
        if (was.role === 'admin') keepAnAdmin();
        const is = one(id);
        const changed = (['name', 'role', 'conferenceIds'] as const).filter(
          (key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]),
        );
        if (changed.length > 0) note(by, 'changed', is, pick(was, changed), pick(is, changed));
        return is;
      });
    },

    /** Whoever makes or imports a conference organizes it; a viewer does not become an organizer by it. */
    organizes(accountId: string | null, conferenceId: number): void {
      if (accountId !== null && store.byId(accountId) !== undefined)
        store.addConference(accountId, conferenceId);
    },

    /** For a conference that is deleted for good: its number may be given to another one. */
    forgetConference: (conferenceId: number) => store.forgetConference(conferenceId),

    /** Into the bin: signed out everywhere, tokens refused, restorable for 30 days. */
    toBin(by: By, id: string): Account {
      return inOneGo(() => {
        const account = one(id);
        if (account.deletedMs !== null) return account;
        store.setDeleted(id, now());
        if (account.role === 'admin') keepAnAdmin();
        sessions.endAll(id);
        store.dropLinks(id);
        note(by, 'deleted', account);
        return one(id);
      });
    },
    restore(by: By, id: string): Account {
      return inOneGo(() => {
        const account = one(id);
        if (account.deletedMs === null) return account;
        store.setDeleted(id, null);
        note(by, 'restored', account);
        return one(id);
      });
    },
    /** At once and for good, with sessions, tokens and links; in the log of changes the person's name is gone too. */
    purge(by: By, id: string): void {
      inOneGo(() => {
        const account = one(id);
        purgeOne(by, account);
        if (account.role === 'admin' && account.deletedMs === null) keepAnAdmin();
      });
    },
    /** Deletes for good what has lain in the bin for 30 days. */
    emptyBin(by: By): void {
      for (const id of store.binnedUntil(now() - accountBinMs)) inOneGo(() => purgeOne(by, one(id)));
    },
  };
}

function toAccount(row: AccountRow): Account {
  const ids: unknown = JSON.parse(row.conference_ids);
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    conferenceIds: Array.isArray(ids) ? ids.map(Number) : [],
    createdAt: row.created_at,
    lastSeenAt: row.last_session_at,
    hasPassword: row.has_password === 1,
    deletedMs: row.deleted_ms,
  };
}

function pick<K extends keyof Account>(account: Account, keys: readonly K[]): Partial<Account> {
  return Object.fromEntries(keys.map((key) => [key, account[key]])) as Partial<Account>; // the very keys of it
}
