import type { z } from 'zod';
import type { applyImportSchema, importEntriesQuerySchema } from '#server/contract/import-schemas.ts';
import type { AppliedImport, ImportEntry, StagedImport } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import { notFound } from '#server/kernel/http.ts';
import { type Actor, mayOrganize } from '../accounts/actor.ts';
import { countOutcomes, type ImportReport } from '../catalogue/write/import-report.ts';
import type { ImportThread } from './import-thread.ts';
import { createImportStore, type ImportRow, type ProgrammeHead } from './store.ts';
import { type DiffSummary, isListed } from './summary.ts';
import type { Oddity } from './work.ts';

/** More are counted, not listed. */
const shownOddities = 1000;

/**
 * Imports as organizers make them: a file is staged with what it would change, then applied or discarded.
 * @param o.becomesOrganizer told of every new conference, and who imported it
 */
export function createImports(o: {
  db: Db;
  thread: ImportThread;
  becomesOrganizer: (accountId: string | null, conferenceId: number) => void;
}) {
  const store = createImportStore(o.db);

  /** @throws {AppError} `not_found`, or `forbidden` where it is somebody else's matter */
  function existing(id: number, actor: Actor): { row: ImportRow; programmes: ProgrammeHead[] } {
    const row = Number.isSafeInteger(id) ? store.byId(id, Date.now()) : null;
    if (row === null) throw notFound('such import: imports that nobody applied are discarded after a week');
    const programmes = store.programmes(row.id);
    if (!mayUse(row, programmes, actor))
      throw new AppError('forbidden', 'This import belongs to a conference that you do not organize.');
    return { row, programmes };
  }

  function read(id: number, actor: Actor): StagedImport {
    const { row, programmes } = existing(id, actor);
    return toWire(row, programmes);
  }

  return {
    read,

    /** Imports that wait, of a conference or all that somebody may see; newest first. */
    list(actor: Actor, conferenceId: number | null): StagedImport[] {
      return store
        .newest(Date.now())
        .map((row) => ({ row, programmes: store.programmes(row.id) }))
        .filter(({ row, programmes }) => mayUse(row, programmes, actor))
        .filter(
          ({ programmes }) =>
            conferenceId === null || programmes.some((each) => each.conference_id === conferenceId),
        )
        .map(({ row, programmes }) => toWire(row, programmes));
    },

    /**
     * Reads a file and keeps it with what it would change.
     * @throws {AppError} in a sentence, where it cannot be read or is for a conference of others
     */
    async stage(
      file: { bytes: Uint8Array; name: string; conferenceId: number | null },
      actor: Actor,
    ): Promise<StagedImport> {
      const { bytes, name: fileName, conferenceId: targetId } = file;
      const id = await o.thread.run<number>({
        ...{ kind: 'stage', bytes, fileName, targetId, ...who(actor) },
      });
      return read(id, actor);
    },

    /** Some entries of one programme of an import, in the order of the file. */
    entries(
      id: number,
      query: z.infer<typeof importEntriesQuerySchema>,
      actor: Actor,
    ): { items: ImportEntry[]; nextCursor: string | null } {
      existing(id, actor);
      const json = store.entries(id, query.programme);
      if (json === null) throw notFound('such programme in this import');
      // Written by the thread from entries of this type.
      const all = (JSON.parse(json) as ImportEntry[]).filter(
        (entry) => isListed(entry) && (!query.kind || entry.kind === query.kind),
      );
      const from = Number(query.cursor ?? 0);
      const until = from + query.limit;
      return { items: all.slice(from, until), nextCursor: until < all.length ? String(until) : null };
    },

    /**
     * Writes what was accepted, one transaction a conference.
     * @throws {AppError} `conflict` where the library changed meanwhile: the diff is the new one then
     */
    async apply(id: number, body: z.infer<typeof applyImportSchema>, actor: Actor): Promise<AppliedImport> {
      const { row } = existing(id, actor);
      if (row.state === 'applied')
        throw new AppError(
          'conflict',
          'This import was applied already: import the file again to see what is new.',
        );
      const { programmes, shows, ...decision } = body;
      const reports = await o.thread.run<ImportReport[]>({
        ...{ kind: 'apply', importId: id, decision, programmes, shows, ...who(actor) },
      });
      for (const { conferenceId, isNewConference } of reports)
        if (isNewConference && conferenceId !== null) o.becomesOrganizer(actor.id, conferenceId);
      const applied = store.byId(id, Date.now());
      if (applied === null) throw notFound('such import');
      return { import: toWire(applied, store.programmes(id)), conferences: reports.map(reportToWire) };
    },

    /** Forgets an import that was not applied. */
    discard(id: number, actor: Actor): void {
      existing(id, actor);
      store.drop(id);
    },
  };
}

export type Imports = ReturnType<typeof createImports>;

function who(actor: Actor) {
  return {
    actor: { id: actor.id, name: actor.name },
    allowed: actor.role === 'admin' ? ('all' as const) : [...actor.conferenceIds],
  };
}

/** Whoever organizes all its conferences; what is for new ones is its maker's. */
function mayUse(row: ImportRow, programmes: readonly ProgrammeHead[], actor: Actor): boolean {
  if (actor.role === 'admin') return true;
  const isOwn = row.staged_by_id !== null && row.staged_by_id === actor.id;
  return programmes.every(({ conference_id }) =>
    conference_id === null ? isOwn : mayOrganize(actor, [conference_id]),
  );
}

function toWire(row: ImportRow, programmes: readonly ProgrammeHead[]): StagedImport {
  // Both were written by the thread.
  const oddities = JSON.parse(row.oddities) as Oddity[];
  return {
    id: row.id,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    state: row.state,
    stagedBy: row.staged_by_name,
    stagedAt: new Date(row.staged_ms).toISOString(),
    expiresAt: new Date(row.expires_ms).toISOString(),
    programmes: programmes.map(({ position, title, conference_id, summary, applied_ms }) => ({
      ...{ position, title, conferenceId: conference_id, isApplied: applied_ms !== null },
      ...(JSON.parse(summary) as DiffSummary),
    })),
    oddities: oddities.slice(0, shownOddities),
    oddityCount: oddities.length,
  };
}

function reportToWire({ conferenceId, isNewConference, entries }: ImportReport) {
  return {
    id: conferenceId,
    title: entries.find(({ what }) => what === 'conference')?.title ?? '',
    isNew: isNewConference,
    talks: countOutcomes(entries),
    kept: entries
      .filter(({ kept }) => kept.length > 0)
      .map(({ title, kept }) => ({ title, fields: [...kept] })),
    notes: entries.flatMap(({ title, notes }) => notes.map((note) => `${title}: ${note}`)),
  };
}
