import { basename } from 'node:path';
import type { JobFailure } from '#server/jobs/queue.ts';
import { AppError } from '#server/kernel/errors.ts';
import { toMediaError } from '#server/transcode/media-error.ts';
import type { RecordingInLibrary } from '../store.ts';

/**
 * What an error of a run means for its job: the input's faults and a full disk do not pass by themselves, everything
 * else may. The sentence knows the file by the name it came with.
 */
export function explainFailure(error: unknown, recording: RecordingInLibrary | undefined): JobFailure {
  const failure = explain(error);
  if (recording === undefined) return failure;
  const message = failure.message.replaceAll(
    basename(recording.original_path),
    basename(recording.arrived_as),
  );
  return { ...failure, message };
}

function explain(error: unknown): JobFailure {
  if (error instanceof AppError) return { message: error.message, mayRetry: false };
  const known = toMediaError(error);
  const isFull = known.code === 'disk_full' || isDatabaseFull(error);
  return {
    message: isFull ? 'The disk is full: free some space, then retry this job.' : known.message,
    detail: [
      `code: ${known.code}`,
      ...(known.argv.length > 0 ? [`command: ${known.argv.join(' ')}`] : []),
      ...(known.exitCode === null ? [] : [`exit code: ${known.exitCode}`]),
      ...(known.signal === null ? [] : [`signal: ${known.signal}`]),
      ...(known.stderrTail === '' ? [] : known.stderrTail.split('\n').map((line) => `stderr: ${line}`)),
      ...(known.cause === undefined ? [] : [`cause: ${String(known.cause)}`]),
    ].join('\n'),
    mayRetry: !isFull && !known.isPermanent,
  };
}

function isDatabaseFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'SQLITE_FULL') || isDatabaseFull(error.cause);
}
