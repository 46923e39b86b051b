import type { Db } from '#server/db/open.ts';
import type { Role } from './actor.ts';

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  created_at: string;
  role: Role;
  deleted_ms: number | null;
  /** JSON array of ids. */
  conference_ids: string;
  has_password: number;
  /** ISO; null for an account that never signed in and has no session left. */
  last_session_at: string | null;
}

const columns = `u.id, u.name, u.email, u."createdAt" AS created_at, coalesce(r.role, 'viewer') AS role, r.deleted_ms,
  (SELECT json_group_array(o.conference_id) FROM organized_conferences o WHERE o.account_id = u.id) AS conference_ids,
  EXISTS (SELECT 1 FROM account a WHERE a."userId" = u.id AND a.password IS NOT NULL) AS has_password,
  (SELECT max(s."updatedAt") FROM session s WHERE s."userId" = u.id) AS last_session_at
  FROM "user" u LEFT JOIN roles r ON r.account_id = u.id`;

/** Accounts, what they may do, and the secrets that guard them. */
export function createAccountsStore(db: Db) {
  const byId = db.prepare<[string], AccountRow>(`SELECT ${columns} WHERE u.id = ?`);
  const byEmail = db.prepare<[string], AccountRow>(`SELECT ${columns} WHERE u.email = ?`);
  const all = db.prepare<[], AccountRow>(`SELECT ${columns} ORDER BY r.deleted_ms IS NOT NULL, u.email`);
  const page = db.prepare<[string, number], AccountRow>(
    `SELECT ${columns} WHERE u.email > ? ORDER BY u.email LIMIT ?`,
  );
  const count = db.prepare<[], number>('SELECT count(*) FROM "user"').pluck();
  const insert = db.prepare<{ id: string; name: string; email: string; at: string }>(
    `INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt") VALUES (:id, :name, :email, 1, :at, :at)`,
  );
  const rename = db.prepare<{ id: string; name: string; at: string }>(
    'UPDATE "user" SET name = :name, "updatedAt" = :at WHERE id = :id',
  );
  const setRole = db.prepare<[string, Role]>(
    `INSERT INTO roles (account_id, role) VALUES (?, ?) ON CONFLICT (account_id) DO UPDATE SET role = excluded.role`,
  );
  const setDeleted = db.prepare<{ id: string; at: number | null }>(
    `INSERT INTO roles (account_id, role, deleted_ms) VALUES (:id, 'viewer', :at)
     ON CONFLICT (account_id) DO UPDATE SET deleted_ms = excluded.deleted_ms`,
  );
  const remove = db.prepare<[string]>('DELETE FROM "user" WHERE id = ?');
  const binned = db.prepare<[number], string>('SELECT account_id FROM roles WHERE deleted_ms <= ?').pluck();
  const addConference = db.prepare<[string, number]>(
    'INSERT OR IGNORE INTO organized_conferences (account_id, conference_id) VALUES (?, ?)',
  );
  const clearConferences = db.prepare<[string]>('DELETE FROM organized_conferences WHERE account_id = ?');
  const forgetConference = db.prepare<[number]>('DELETE FROM organized_conferences WHERE conference_id = ?');
  const setPassword = db.prepare<{ id: string; user: string; hash: string; at: string }>(
    `INSERT INTO account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
     VALUES (:id, :user, 'credential', :user, :hash, :at, :at)`,
  );
  const addLink = db.prepare<{ id: string; identifier: string; value: string; expires: string; at: string }>(
    `INSERT INTO verification (id, identifier, value, "expiresAt", "createdAt", "updatedAt")
     VALUES (:id, :identifier, :value, :expires, :at, :at)`,
  );
  const accountOfLink = db
    .prepare<[string], string>(
      'SELECT u.id FROM verification v JOIN "user" u ON u.id = v.value WHERE v.identifier = ?',
    )
    .pluck();
  const dropLinks = db.prepare<[string]>(
    `DELETE FROM verification WHERE value = ? AND identifier LIKE 'reset-password:%'`,
  );
  const dropStaleLinks = db.prepare<[string]>('DELETE FROM verification WHERE "expiresAt" < ?');
  const keepSecret = db.prepare<[string, string]>(
    'INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)',
  );
  const secret = db.prepare<[string], string>('SELECT value FROM secrets WHERE name = ?').pluck();
  return {
    byId: (id: string) => byId.get(id),
    /** @param email in small letters, as better-auth keeps it */
    byEmail: (email: string) => byEmail.get(email),
    all: () => all.all(),
    /** By e-mail, after the given one. */
    page: (o: { after: string; limit: number }) => page.all(o.after, o.limit),
    count: () => count.get() ?? 0,
    insert: (o: { id: string; name: string; email: string; at: string }) => insert.run(o),
    rename: (id: string, name: string, at: string) => rename.run({ id, name, at }),
    setRole: (id: string, role: Role) => setRole.run(id, role),
    setDeleted: (id: string, at: number | null) => setDeleted.run({ id, at }),
    remove: (id: string) => remove.run(id),
    /** Ids of accounts put into the bin at or before a time. */
    binnedUntil: (ms: number) => binned.all(ms),
    addConference: (id: string, conferenceId: number) => addConference.run(id, conferenceId),
    clearConferences: (id: string) => clearConferences.run(id),
    forgetConference: (conferenceId: number) => forgetConference.run(conferenceId),
    setPassword: (o: { id: string; user: string; hash: string; at: string }) => setPassword.run(o),
    addLink: (o: { id: string; identifier: string; value: string; expires: string; at: string }) =>
      addLink.run(o),
    accountOfLink: (identifier: string) => accountOfLink.get(identifier),
    /** All links of an account by which a password can be set. */
    dropLinks: (accountId: string) => dropLinks.run(accountId),
    dropStaleLinks: (nowIso: string) => dropStaleLinks.run(nowIso),
    /** The secret kept under a name; `fresh` is kept where there is none yet. */
    secret(name: string, fresh: string): string {
      keepSecret.run(name, fresh);
      return secret.get(name) ?? fresh;
    },
  };
}

export type AccountsStore = ReturnType<typeof createAccountsStore>;
