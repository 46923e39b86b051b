import { rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ChangeLog } from '#server/features/accounts/change-log.ts';
import type { Events } from '#server/kernel/events.ts';
import type { FollowingHash } from './following-hash.ts';
import type { UploadRow, UploadStore } from './store.ts';

/** A whole file on its way into the library. */
export interface WholeFile {
  /** Absolute; it goes once the library has it. */
  file: string;
  path: string;
  sha256: string;
  conferenceId: number | null;
  conferenceSlug: string | null;
  talkId: number | null;
  signal: AbortSignal;
  /** Told within the transaction that takes it, or that knows it already. */
  onSettled: (outcome: { kind: 'taken' | 'duplicate'; recordingId: string | null }) => void;
}

/** How the library takes a file in; a refusal is one sentence. */
export type TakeFile = (
  file: WholeFile,
) => Promise<{ kind: 'taken' | 'duplicate' } | { kind: 'refused'; reason: string }>;

export interface SettlingDeps {
  folder: string;
  store: UploadStore;
  hash: FollowingHash;
  changes: Pick<ChangeLog, 'note'>;
  events: Events;
  take: TakeFile;
  now: () => number;
  retryMs: number;
  onStep: (step: string) => void;
}

/** What follows on the last byte. */
export interface Settling {
  /** Looks at a whole upload as soon as the ones before it are done. */
  begin(id: string): void;
  /** Until nothing is left to look at, those left out that wait for another try. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Checks whole uploads one after the other: their hash is compared, and the library takes or refuses them. */
export function createSettling(deps: SettlingDeps): Settling {
  const { folder, store, hash, changes, events, now, onStep } = deps;
  const stopping = new AbortController();
  const queued = new Set<string>();
  const retries = new Set<NodeJS.Timeout>();
  let underWay: Promise<void> = Promise.resolve();

  const refuse = (row: UploadRow, reason: string, recordingId: string | null = null) => {
    store.end({ id: row.id, state: 'refused', reason, recording_id: recordingId, now: now() });
    events.emit('upload.refused', { id: row.id, path: row.path, reason });
  };
  const known = (row: UploadRow, recordingId: string | null) => {
    const inBin = recordingId !== null && store.isRecordingInBin(recordingId);
    return inBin
      ? `${nameOf(row)} holds the same bytes as a recording that lies in the bin: restore that one.`
      : `${nameOf(row)} holds the same bytes as a recording that is in the library already.`;
  };
  const onSettled =
    (row: UploadRow): WholeFile['onSettled'] =>
    ({ kind, recordingId }) => {
      if (kind === 'duplicate') return refuse(row, known(row, recordingId), recordingId);
      store.end({ id: row.id, state: 'taken', reason: null, recording_id: recordingId, now: now() });
      changes.note({
        actor: { id: row.account_id, name: row.account_name },
        action: 'uploaded',
        entity: 'recording',
        entityId: recordingId ?? '',
        conferenceId: row.conference_id,
        title: row.path,
      });
    };
  const hashOf = async (row: UploadRow, file: string) => {
    const sha256 = row.sha256 ?? (await hash.whole({ id: row.id, file, sizeBytes: row.received_bytes }));
    if (row.sha256 === null) store.setSha256(row.id, sha256);
    onStep('upload hashed');
    return sha256;
  };
  const settle = async (id: string) => {
    const row = store.byId(id);
    if (row?.state !== 'checking') return;
    const file = join(folder, id);
    const sha256 = await hashOf(row, file);
    if (row.expected_sha256 !== null && row.expected_sha256 !== sha256) {
      refuse(
        row,
        `${nameOf(row)} did not arrive as it was sent: its SHA-256 is ${sha256}, and should be ${row.expected_sha256}. Upload it again.`,
      );
    } else {
      const outcome = await deps.take({
        ...{ file, sha256, path: row.path, talkId: row.talk_id, conferenceId: row.conference_id },
        conferenceSlug:
          row.conference_id === null ? null : (store.conference(row.conference_id)?.slug ?? null),
        signal: stopping.signal,
        onSettled: onSettled(row),
      });
      // The library knows the file by the name it has here.
      if (outcome.kind === 'refused') refuse(row, outcome.reason.replaceAll(id, posix.basename(row.path)));
    }
    onStep('upload settled');
    await rm(file, { force: true });
    onStep('upload cleared');
  };
  const begin = (id: string) => {
    if (queued.has(id) || stopping.signal.aborted) return;
    queued.add(id);
    underWay = underWay
      .then(() => settle(id))
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        events.emit('upload.postponed', { id, reason: String(error) });
        const retry = setTimeout(() => {
          retries.delete(retry);
          begin(id);
        }, deps.retryMs);
        retries.add(retry);
      })
      .finally(() => void queued.delete(id));
  };

  return {
    begin,
    async idle() {
      while (queued.size > 0) await underWay;
    },
    async stop() {
      stopping.abort();
      for (const retry of retries) clearTimeout(retry);
      for (const id of queued) hash.forget(id);
      await underWay;
    },
  };
}

function nameOf(row: UploadRow): string {
  return JSON.stringify(posix.basename(row.path));
}
