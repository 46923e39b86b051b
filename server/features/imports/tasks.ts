import type { Actor } from '../accounts/actor.ts';

/** What is sent to the thread that works on imports: plain data only. */
interface AnyTask {
  actor: Pick<Actor, 'id' | 'name'>;
  /** Conferences that may be changed; new ones always. */
  allowed: 'all' | readonly number[];
}

/** Read a file, compare it with the library, and keep both. */
export interface StageTask extends AnyTask {
  kind: 'stage';
  bytes: Uint8Array;
  fileName: string;
  /** The conference it is for; null where the file says so. */
  targetId: number | null;
}

export interface Decision {
  accept: 'all' | readonly string[];
  except: readonly string[];
  overwrite: 'all' | ReadonlyArray<{ entry: string; field: string }>;
}

/** Write what was accepted of a staged import. */
export interface ApplyTask extends AnyTask {
  kind: 'apply';
  importId: number;
  decision: Decision;
  /** Of single programmes, by position. */
  programmes: Readonly<Record<number, Decision>>;
  shows: 'public' | 'draft' | 'asIs';
}

export type ImportTask = StageTask | ApplyTask;

/** What the thread answers. */
export type TaskAnswer<T> =
  | { value: T }
  | { problem: { code: string; message: string; details?: Readonly<Record<string, unknown>> | undefined } };
