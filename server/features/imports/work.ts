import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import {
  type StagedProgramme,
  type StagedProgrammeInput,
  stagedProgrammeSchema,
} from '../catalogue/staged-programme.ts';
import { overwriteKey } from '../catalogue/write/decisions.ts';
import type { ImportReport } from '../catalogue/write/import-report.ts';
import type { ProgrammeDiff } from '../catalogue/write/reconciliation.ts';
import { createImportStore, type ProgrammeHead } from './store.ts';
import { fingerprintOf, storedDiff } from './summary.ts';
import type { ApplyTask, Decision, ImportTask, StageTask } from './tasks.ts';

/** What is odd in a file, as its reader tells it. */
export interface Oddity {
  line: number | null;
  event: string | null;
  what: string;
}

/** Reads a file of any known format; what cannot be read it says in an `AppError`. */
export type ReadFile = (
  bytes: Uint8Array,
  fileName: string,
  o: { conference?: string },
) => { programmes: StagedProgrammeInput[]; oddities: Oddity[] };

/** Whoever staged an import comes back to it within a week. */
const keptMs = 7 * 24 * 60 * 60_000;

/** The work of imports that takes long: done in a thread of its own, on a connection of its own. */
export function createImportWork(o: { db: Db; catalogue: Catalogue; readFile: ReadFile }) {
  const { db, readFile } = o;
  const { reconciliation } = o.catalogue;
  const store = createImportStore(db);

  function stage(task: StageTask): number {
    const target = task.targetId === null ? null : reconciliation.stores.conferences.byId(task.targetId);
    const { programmes, oddities } = readFile(task.bytes, task.fileName, {
      ...(target && { conference: target.slug }),
    });
    const staged = programmes.map((programme) => stagedProgrammeSchema.parse(programme));
    if (staged.length === 0 || staged.every(({ talks }) => talks.length === 0))
      throw new AppError('invalid', 'The file was read, and there is no event in it: nothing to import.');
    if (target && staged.length > 1)
      throw new AppError(
        'invalid',
        `The file has ${staged.length} conferences: it cannot be imported into one. Import it without naming one.`,
      );
    const diffs = staged.map((programme) => {
      const aimed = aim(programme, target?.slug ?? null);
      const diff = reconciliation.diff(aimed, task.targetId);
      mayChange(task.allowed, { ...diff, isOfNone: aimed.conference === null }, titleOf(aimed, diff));
      return { programme: aimed, diff };
    });
    const now = Date.now();
    return db
      .transaction(() => {
        store.dropExpired(now);
        const importId = store.insert({
          file_name: task.fileName,
          size_bytes: task.bytes.length,
          staged_by_id: task.actor.id,
          staged_by_name: task.actor.name,
          staged_ms: now,
          expires_ms: now + keptMs,
          oddities: JSON.stringify(oddities),
        });
        for (const [position, { programme, diff }] of diffs.entries()) {
          store.insertProgramme({
            ...{ importId, position, conference_id: diff.conferenceId, title: titleOf(programme, diff) },
            staged: JSON.stringify(programme),
            ...storedDiff(diff),
          });
        }
        return importId;
      })
      .immediate();
  }

  /** @throws {AppError} `conflict` where the library is not any more as it was when the diff was made */
  function apply(task: ApplyTask): ImportReport[] {
    const heads = store.programmes(task.importId).filter(({ applied_ms }) => applied_ms === null);
    const bodies = heads.map((head) => {
      const body = store.body(task.importId, head.position);
      if (body === null) throw new AppError('not_found', 'There is no such import.');
      // Written by `stage`, after the schema had parsed it.
      return { head, fingerprint: body.fingerprint, staged: JSON.parse(body.staged) as StagedProgramme };
    });
    // Of several conferences all are looked at before the first is written.
    if (bodies.length > 1) refuseStale(task, bodies);
    return bodies.map((body) => {
      const { head, staged, fingerprint } = body;
      const decision = task.programmes[head.position] ?? task.decision;
      const write = db.transaction(() => {
        const report = reconciliation.apply(staged, {
          targetId: head.conference_id,
          actor: task.actor,
          decisions: { ...setsOf(decision), shows: task.shows },
          check(diff) {
            mayChange(task.allowed, { ...diff, isOfNone: staged.conference === null }, head.title);
            if (fingerprintOf(diff) !== fingerprint) throw changedMeanwhile([head.title]);
          },
        });
        const { importId } = task;
        const { position } = head;
        store.markProgramme({ importId, position, conference: report.conferenceId, now: Date.now() });
        if (head === heads.at(-1)) store.markApplied(importId);
        return report;
      });
      try {
        return write.immediate();
      } catch (error) {
        if (error instanceof AppError && error.code === 'conflict') refuseStale(task, [body]);
        throw error;
      }
    });
  }

  /** Compares anew, and keeps what would change now where it is not what was shown. */
  function refuseStale(
    task: ApplyTask,
    bodies: ReadonlyArray<{ head: ProgrammeHead; staged: StagedProgramme; fingerprint: string }>,
  ): void {
    const stale = bodies.filter(({ head, staged, fingerprint }) => {
      const diff = reconciliation.diff(staged, head.conference_id);
      mayChange(task.allowed, { ...diff, isOfNone: staged.conference === null }, head.title);
      if (fingerprintOf(diff) === fingerprint) return false;
      store.refresh({
        ...{ importId: task.importId, position: head.position, conference_id: diff.conferenceId },
        ...storedDiff(diff),
      });
      return true;
    });
    if (stale.length > 0) throw changedMeanwhile(stale.map(({ head }) => head.title));
  }

  return (task: ImportTask): number | ImportReport[] => (task.kind === 'stage' ? stage(task) : apply(task));
}

/** A list that names no conference is for the one it is imported into, and speaks of a part of it only. */
function aim(programme: StagedProgramme, slug: string | null): StagedProgramme {
  if (slug === null || programme.conference !== null) return programme;
  return { ...programme, conference: { slug, texts: {}, widensDays: true } };
}

/** New conferences are anybody's, talks that belong to none an admin's. */
function mayChange(
  allowed: StageTask['allowed'],
  { conferenceId, isOfNone }: Pick<ProgrammeDiff, 'conferenceId'> & { isOfNone: boolean },
  title: string,
): void {
  if (allowed === 'all' || (conferenceId !== null && allowed.includes(conferenceId))) return;
  if (isOfNone)
    throw new AppError(
      'forbidden',
      'The file names no conference: import it into one of yours. Only admins import talks that belong to none.',
    );
  if (conferenceId !== null)
    throw new AppError('forbidden', `This is a programme of “${title}”, which you do not organize.`);
}

function titleOf({ conference }: StagedProgramme, { entries }: ProgrammeDiff): string {
  const entry = entries.find(({ what }) => what === 'conference');
  return conference === null ? '' : (entry?.title ?? '');
}

function changedMeanwhile(titles: readonly string[]): AppError {
  const names = titles.slice(0, 3).map((title) => `“${title}”`);
  return new AppError(
    'conflict',
    `The library has changed since this was shown (${names.join(', ')}): look at what would change now, and apply again.`,
  );
}

function setsOf({ accept, except, overwrite }: Decision) {
  return {
    except: new Set(except),
    accept: accept === 'all' ? accept : new Set(accept),
    overwrite:
      overwrite === 'all'
        ? overwrite
        : new Set(overwrite.map(({ entry, field }) => overwriteKey(entry, field))),
  };
}
