import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#server/db/open.ts';
import { createSqliteQueue } from '#server/jobs/sqlite-queue.ts';
import { workerIdentity } from '#server/kernel/worker-identity.ts';
import { describeQueue, timing } from './queue-contract.ts';

/** A process that has ended: its id with another start time. */
const ended = spawnSync('true').pid;
const [, , boot, namespace] = workerIdentity().split(':');

describeQueue(
  'The SQLite queue',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'rostrum-queue-'));
    const db = openDatabase(join(folder, 'portal.db'));
    let clockMs = 1_800_000_000_000;
    return {
      queueOf: (owner) => createSqliteQueue(db, { ...timing, owner, now: () => clockMs }),
      advance: (ms) => {
        clockMs += ms;
      },
      transaction: (write) => db.transaction(write).immediate(),
      recording: (name) => {
        const values = { name, sha256: name.padEnd(64, '0') };
        db.prepare(
          'INSERT OR IGNORE INTO originals (id, sha256, size_bytes, path, arrived_as, arrived_ms) VALUES (@name, @sha256, 1, @name, @name, 0)',
        ).run(values);
        db.prepare(
          'INSERT OR IGNORE INTO recordings (id, original_id, created_ms, updated_ms) VALUES (@name, @name, 0, 0)',
        ).run({ name });
        return name;
      },
      close: () => {
        db.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
  { alive: workerIdentity(), dead: `${ended}:1:${boot}:${namespace}` },
);
