import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Db, openDatabase } from './db/open.ts';
import { readiness } from './readiness.ts';

let dataDir: string;
let distDir: string;
let db: Db;
const problems = () => readiness({ db, dataDir, distDir }).map((check) => check());

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rostrum-ready-'));
  distDir = join(dataDir, 'dist');
  mkdirSync(join(distDir, 'server'), { recursive: true });
  writeFileSync(join(distDir, 'server', 'render.js'), '');
  db = openDatabase(join(dataDir, 'portal.db'));
});
afterEach(() => {
  db.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('is ready where database, library and pages are there', () => {
  expect(problems()).toEqual([null, null, null]);
});

it('says which of them is missing', () => {
  const checks = readiness({ db, dataDir, distDir });
  db.close();
  rmSync(dataDir, { recursive: true, force: true });
  expect(checks.map((check) => check())).toEqual([
    expect.stringContaining('The database does not answer'),
    expect.stringContaining('cannot be written to'),
    expect.stringContaining('The pages are not built'),
  ]);
});
