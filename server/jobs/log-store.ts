import type { Db } from '#server/db/open.ts';
import { type LogLine, logBounds } from './queue.ts';

/** The statements of the jobs' logs, prepared once. Writers belong in a caller's transaction. */
export function createJobLogStore(db: Db) {
  const last = db
    .prepare<[string], number | null>('SELECT max(position) FROM job_log WHERE job_id = ?')
    .pluck();
  const insert = db.prepare<{ jobId: string; position: number; atMs: number; line: string }>(
    'INSERT INTO job_log (job_id, position, at_ms, line) VALUES (@jobId, @position, @atMs, @line)',
  );
  const trim = db.prepare<{ jobId: string; upTo: number }>(
    'DELETE FROM job_log WHERE job_id = @jobId AND position <= @upTo',
  );
  const of = db.prepare<[string], LogLine>(
    'SELECT at_ms AS atMs, line FROM job_log WHERE job_id = ? ORDER BY position',
  );
  return {
    of: (jobId: string) => of.all(jobId),
    /** Adds lines, and forgets the oldest beyond the bound. */
    add(jobId: string, lines: readonly LogLine[]): void {
      if (lines.length === 0) return;
      let position = last.get(jobId) ?? 0;
      for (const { atMs, line } of lines.slice(-logBounds.lines)) {
        position++;
        insert.run({ jobId, position, atMs, line: line.slice(0, logBounds.lineLength) });
      }
      trim.run({ jobId, upTo: position - logBounds.lines });
    },
  };
}
