import type { Db } from '#server/db/open.ts';
import type { Role } from './actor.ts';

/** Who stands behind a session or a token. */
export interface BearerRow {
  id: string;
  name: string;
  role: Role;
  /** JSON array of ids. */
  conference_ids: string;
}

export interface SessionRow {
  id: string;
  created_at: string;
  updated_at: string;
  expires_at: string;
  address: string | null;
  user_agent: string | null;
}

const bearer = `u.id, u.name, coalesce(r.role, 'viewer') AS role,
  (SELECT json_group_array(o.conference_id) FROM organized_conferences o WHERE o.account_id = u.id) AS conference_ids`;

/** What every request with a cookie or a token asks, and the list of sessions. */
export function createSessionStore(db: Db) {
  const bearerOfSession = db.prepare<[string, string], BearerRow>(
    `SELECT ${bearer} FROM session s JOIN "user" u ON u.id = s."userId" LEFT JOIN roles r ON r.account_id = u.id
     WHERE s.id = ? AND s."expiresAt" > ? AND r.deleted_ms IS NULL`,
  );
  const of = db.prepare<[string, string], SessionRow>(
    `SELECT id, "createdAt" AS created_at, "updatedAt" AS updated_at, "expiresAt" AS expires_at,
       "ipAddress" AS address, "userAgent" AS user_agent
     FROM session WHERE "userId" = ? AND "expiresAt" > ? ORDER BY "updatedAt" DESC, id`,
  );
  const end = db.prepare<[string, string]>('DELETE FROM session WHERE id = ? AND "userId" = ?');
  const endAll = db.prepare<[string]>('DELETE FROM session WHERE "userId" = ?');
  const endOthers = db.prepare<[string, string]>('DELETE FROM session WHERE "userId" = ? AND id <> ?');
  const dropExpired = db.prepare<[string]>('DELETE FROM session WHERE "expiresAt" <= ?');
  const dropAddresses = db.prepare<[string]>(
    'UPDATE session SET "ipAddress" = NULL WHERE "ipAddress" IS NOT NULL AND "createdAt" <= ?',
  );
  return {
    bearerOfSession: (sessionId: string, nowIso: string) => bearerOfSession.get(sessionId, nowIso),
    of: (accountId: string, nowIso: string) => of.all(accountId, nowIso),
    /** @returns whether there was one */
    end: (sessionId: string, accountId: string) => end.run(sessionId, accountId).changes > 0,
    /** @returns how many there were */
    endAll: (accountId: string) => endAll.run(accountId).changes,
    endOthers: (accountId: string, sessionId: string) => endOthers.run(accountId, sessionId).changes,
    dropExpired: (nowIso: string) => dropExpired.run(nowIso),
    /** Of sessions begun at or before a time. */
    dropAddresses: (untilIso: string) => dropAddresses.run(untilIso),
  };
}
