/**
 * Why a run of the engine ended without a result:
 * `not_media`, `no_streams`, `empty_file` and `unsupported` are the input's fault and stay so;
 * `disk_full`, `stalled` and `failed` may pass when tried again; `aborted` was asked for.
 */
export type MediaErrorCode =
  | 'not_media'
  | 'no_streams'
  | 'empty_file'
  | 'unsupported'
  | 'disk_full'
  | 'aborted'
  | 'stalled'
  | 'failed';

export interface MediaErrorDetails {
  argv?: readonly string[];
  exitCode?: number | null;
  signal?: string | null;
  stderrTail?: string;
  cause?: unknown;
}

const PERMANENT: ReadonlySet<MediaErrorCode> = new Set([
  'not_media',
  'no_streams',
  'empty_file',
  'unsupported',
]);

/** The one error the engine throws: `message` is a sentence for people, the rest is for the job's log. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly code: MediaErrorCode;
  readonly argv: readonly string[];
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stderrTail: string;

  constructor(code: MediaErrorCode, message: string, details: MediaErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.argv = details.argv ?? [];
    this.exitCode = details.exitCode ?? null;
    this.signal = details.signal ?? null;
    this.stderrTail = details.stderrTail ?? '';
  }

  /** True where the same input would be refused again. */
  get isPermanent(): boolean {
    return PERMANENT.has(this.code);
  }
}

/** Turns anything thrown into a MediaError; a full disk is recognised from the file system's own error code. */
export function toMediaError(error: unknown): MediaError {
  if (error instanceof MediaError) return error;
  if (isNoSpace(error)) return new MediaError('disk_full', 'The disk is full.', { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new MediaError('failed', `The recording could not be processed: ${reason}`, { cause: error });
}

function isNoSpace(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ENOSPC' || error.code === 'EDQUOT';
}
