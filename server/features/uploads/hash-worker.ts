import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

/** What the thread is told: how far a file has grown, that it is whole, that it need not be known any more. */
export type HashOrder =
  | { kind: 'grown'; id: string; file: string; toBytes: number }
  | { kind: 'whole'; id: string; file: string; toBytes: number }
  | { kind: 'forget'; id: string };

/** What it answers for a whole file. */
export type HashAnswer = { id: string; sha256: string } | { id: string; failure: string };

interface Followed {
  hash: Hash;
  file: string;
  atBytes: number;
  toBytes: number;
  isWhole: boolean;
  descriptor: number | null;
}

const chunk = Buffer.allocUnsafe(1024 * 1024);
const followed = new Map<string, Followed>();
let isBusy = false;

parentPort?.on('message', (order: HashOrder) => {
  if (order.kind === 'forget') return forget(order.id);
  const known = followed.get(order.id) ?? {
    hash: createHash('sha256'),
    file: order.file,
    atBytes: 0,
    toBytes: 0,
    isWhole: false,
    descriptor: null,
  };
  known.toBytes = Math.max(known.toBytes, order.toBytes);
  known.isWhole ||= order.kind === 'whole';
  followed.set(order.id, known);
  if (isBusy) return;
  isBusy = true;
  setImmediate(round);
});

/** One chunk of each file that has grown; orders that came meanwhile are read between two rounds. */
function round(): void {
  isBusy = false;
  for (const [id, one] of followed) {
    try {
      if (one.atBytes < one.toBytes) step(one);
      if (one.atBytes < one.toBytes) isBusy = true;
      else rest(id, one);
    } catch (error) {
      answer({ id, failure: String(error) });
      forget(id);
    }
  }
  if (isBusy) setImmediate(round);
}

function step(one: Followed): void {
  one.descriptor ??= openSync(one.file, 'r');
  const wanted = Math.min(chunk.length, one.toBytes - one.atBytes);
  const length = readSync(one.descriptor, chunk, 0, wanted, one.atBytes);
  if (length === 0) throw new Error(`${one.file} ends at byte ${one.atBytes}, before byte ${one.toBytes}.`);
  one.hash.update(chunk.subarray(0, length));
  one.atBytes += length;
}

/** All that has arrived is hashed: the file is closed, and of a whole one the hash is told. */
function rest(id: string, one: Followed): void {
  if (one.descriptor !== null) closeSync(one.descriptor);
  one.descriptor = null;
  if (!one.isWhole) return;
  answer({ id, sha256: one.hash.digest('hex') });
  followed.delete(id);
}

function forget(id: string): void {
  const one = followed.get(id);
  if (one === undefined) return;
  if (one.descriptor !== null) closeSync(one.descriptor);
  followed.delete(id);
}

function answer(message: HashAnswer): void {
  parentPort?.postMessage(message);
}
