import type { Db } from '#server/db/open.ts';
import type { BearerRow } from './session-store.ts';

export interface TokenRow {
  id: string;
  name: string;
  created_ms: number;
  last_used_ms: number | null;
}

/** API tokens by their SHA-256. */
export function createTokenStore(db: Db) {
  const bearerOf = db.prepare<[Buffer], BearerRow & { token_id: string; last_used_ms: number | null }>(
    `SELECT u.id, u.name, coalesce(r.role, 'viewer') AS role,
       (SELECT json_group_array(o.conference_id) FROM organized_conferences o WHERE o.account_id = u.id) AS conference_ids,
       t.id AS token_id, t.last_used_ms
     FROM api_tokens t JOIN "user" u ON u.id = t.account_id LEFT JOIN roles r ON r.account_id = u.id
     WHERE t.hash = ? AND r.deleted_ms IS NULL`,
  );
  const insert = db.prepare<{ id: string; account: string; name: string; hash: Buffer; at: number }>(
    'INSERT INTO api_tokens (id, account_id, name, hash, created_ms) VALUES (:id, :account, :name, :hash, :at)',
  );
  const of = db.prepare<[string], TokenRow>(
    'SELECT id, name, created_ms, last_used_ms FROM api_tokens WHERE account_id = ? ORDER BY created_ms DESC, id',
  );
  const used = db.prepare<[number, string]>('UPDATE api_tokens SET last_used_ms = ? WHERE id = ?');
  const revoke = db.prepare<[string, string]>('DELETE FROM api_tokens WHERE id = ? AND account_id = ?');
  return {
    bearerOf: (hash: Buffer) => bearerOf.get(hash),
    insert: (o: { id: string; account: string; name: string; hash: Buffer; at: number }) => insert.run(o),
    of: (accountId: string) => of.all(accountId),
    used: (id: string, at: number) => used.run(at, id),
    /** @returns whether there was one */
    revoke: (id: string, accountId: string) => revoke.run(id, accountId).changes > 0,
  };
}
