import type { Readable } from 'node:stream';

/** Bytes on their way in: hashed and durable, but not yet under a name. */
export interface StagedBlob {
  /** SHA-256, lower-case hex. */
  sha256: string;
  sizeBytes: number;
  /**
   * Gives the bytes their name, at once and for good, read-only from then on. Synchronous, so that it can be the last
   * step before a database transaction commits. A blob that is already there under this name is kept.
   */
  publish(key: string): void;
  /** Forgets the bytes; nothing happens after `publish`. */
  discard(): Promise<void>;
}

/** A range of bytes, both ends included (RFC 9110, 14.1.2). */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where originals live. Keys are relative POSIX paths; no part may begin with a dot. */
export interface BlobStore {
  /**
   * Takes a file's bytes in. The source stays where it is; on the same file system nothing is copied if `mayLink`.
   * @param o.mayLink the source is about to be deleted by the caller, so that sharing its bytes is safe
   * @param o.sha256 of the source where it is known: bytes that are shared are then not read again
   * @throws {AppError} `conflict` when the file changed while it was read, `insufficient_storage` on a full disk
   */
  stage(source: string, o: { mayLink: boolean; signal?: AbortSignal; sha256?: string }): Promise<StagedBlob>;
  has(key: string): boolean;
  /** @throws {AppError} `not_found` */
  open(key: string, range?: ByteRange): Promise<{ stream: Readable; sizeBytes: number }>;
  /** Absolute path of a file with these bytes, for programs that read files. @throws {AppError} `not_found` */
  localPath(key: string): string;
  remove(key: string): Promise<void>;
  /** All keys under a prefix that ends with `/`. */
  list(prefix: string): string[];
  /** Deletes what processes that have died left half staged; gives how many files. */
  sweep(): number;
}
