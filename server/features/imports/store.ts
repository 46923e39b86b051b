import type { Db } from '#server/db/open.ts';

export interface ImportRow {
  id: number;
  file_name: string;
  size_bytes: number;
  state: 'staged' | 'applied';
  staged_by_id: string | null;
  staged_by_name: string;
  staged_ms: number;
  expires_ms: number;
  oddities: string;
}

/** What is small of a programme: enough for a list. */
export interface ProgrammeHead {
  position: number;
  conference_id: number | null;
  title: string;
  summary: string;
  applied_ms: number | null;
}

export interface ProgrammeBody {
  staged: string;
  fingerprint: string;
}

const columns =
  'id, file_name, size_bytes, state, staged_by_id, staged_by_name, staged_ms, expires_ms, oddities';

/** Statements for imports that wait for an organizer's word. */
export function createImportStore(db: Db) {
  const insert = db.prepare<Omit<ImportRow, 'id' | 'state'>>(`
    INSERT INTO imports (file_name, size_bytes, staged_by_id, staged_by_name, staged_ms, expires_ms, oddities)
    VALUES (:file_name, :size_bytes, :staged_by_id, :staged_by_name, :staged_ms, :expires_ms, :oddities)`);
  const insertProgramme = db.prepare<
    ProgrammeBody & Omit<ProgrammeHead, 'applied_ms'> & { importId: number; entries: string }
  >(`
    INSERT INTO import_programmes (import_id, position, conference_id, title, staged, entries, summary, fingerprint)
    VALUES (:importId, :position, :conference_id, :title, :staged, :entries, :summary, :fingerprint)`);
  const byId = db.prepare<{ id: number; now: number }, ImportRow>(
    `SELECT ${columns} FROM imports WHERE id = :id AND expires_ms > :now`,
  );
  const newest = db.prepare<{ now: number }, ImportRow>(
    `SELECT ${columns} FROM imports WHERE expires_ms > :now AND state = 'staged' ORDER BY expires_ms DESC LIMIT 100`,
  );
  const heads = db.prepare<[number], ProgrammeHead>(`
    SELECT position, conference_id, title, summary, applied_ms FROM import_programmes
    WHERE import_id = ? ORDER BY position`);
  const entries = db
    .prepare<[number, number], string>(
      'SELECT entries FROM import_programmes WHERE import_id = ? AND position = ?',
    )
    .pluck();
  const body = db.prepare<[number, number], ProgrammeBody>(
    'SELECT staged, fingerprint FROM import_programmes WHERE import_id = ? AND position = ?',
  );
  const refresh = db.prepare<{
    importId: number;
    position: number;
    conference_id: number | null;
    entries: string;
    summary: string;
    fingerprint: string;
  }>(`
    UPDATE import_programmes SET conference_id = :conference_id, entries = :entries, summary = :summary,
      fingerprint = :fingerprint
    WHERE import_id = :importId AND position = :position`);
  const markProgramme = db.prepare<{
    importId: number;
    position: number;
    conference: number | null;
    now: number;
  }>(`
    UPDATE import_programmes SET applied_ms = :now, conference_id = :conference
    WHERE import_id = :importId AND position = :position`);
  const markApplied = db.prepare<[number]>("UPDATE imports SET state = 'applied' WHERE id = ?");
  const drop = db.prepare<[number]>('DELETE FROM imports WHERE id = ?');
  const dropExpired = db.prepare<[number]>('DELETE FROM imports WHERE expires_ms <= ?');
  return {
    insert: (row: Omit<ImportRow, 'id' | 'state'>) => Number(insert.run(row).lastInsertRowid),
    insertProgramme: (row: Parameters<typeof insertProgramme.run>[0]) => insertProgramme.run(row),
    /** null where there is none, or its time is over. */
    byId: (id: number, now: number) => byId.get({ id, now }) ?? null,
    /** Those that still wait. */
    newest: (now: number) => newest.all({ now }),
    programmes: (importId: number) => heads.all(importId),
    entries: (importId: number, position: number) => entries.get(importId, position) ?? null,
    body: (importId: number, position: number) => body.get(importId, position) ?? null,
    /** What a programme would change, computed anew. */
    refresh: (row: Parameters<typeof refresh.run>[0]) => refresh.run(row),
    markProgramme: (row: Parameters<typeof markProgramme.run>[0]) => markProgramme.run(row),
    markApplied: (id: number) => markApplied.run(id),
    drop: (id: number) => drop.run(id),
    dropExpired: (now: number) => dropExpired.run(now),
  };
}
