import { setImmediate } from 'node:timers/promises';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { By, Publication } from './publication.ts';
import type { Releases } from './releases.ts';
import type { StandingRow, StandingStore } from './standing-store.ts';

/** What came of doing something with many recordings. */
export interface BulkReport {
  done: string[];
  /** What was left as it was, and one sentence why. */
  left: Array<{ recordingId: string; title: string; why: string }>;
}

/** So many are written together: some 10 ms of work. */
const together = 8;

type Act = (row: StandingRow) => void;

/** Which recordings of a conference: named ones, or all that wait for nothing but to be published. */
export type Selection = readonly string[] | 'all ready';

/**
 * Publishes, or schedules, many recordings of a conference, in slices beside requests: each is done wholly or left, with
 * the reason.
 */
export function createPublishMany(deps: {
  db: Db;
  standing: StandingStore;
  publication: Publication;
  releases: Releases;
}) {
  const { db, standing, publication, releases } = deps;

  const one = (o: { recordingId: string; conferenceId: number; report: BulkReport; act: Act }) => {
    const { recordingId, conferenceId, report } = o;
    const row = standing.of(recordingId);
    const title = row?.conference_id === conferenceId ? row.title : recordingId;
    try {
      if (row?.conference_id !== conferenceId)
        throw new AppError('not_found', 'This conference has no such recording.');
      o.act(row);
      report.done.push(row.id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      report.left.push({ recordingId, title, why: error.message });
    }
  };
  const some = db.transaction(
    (recordingIds: readonly string[], o: Omit<Parameters<typeof one>[0], 'recordingId'>) => {
      for (const recordingId of recordingIds) one({ ...o, recordingId });
    },
  );

  async function each(conferenceId: number, selection: Selection, act: Act): Promise<BulkReport> {
    const report: BulkReport = { done: [], left: [] };
    const ids = selection === 'all ready' ? standing.readyOf(conferenceId).map(({ id }) => id) : selection;
    for (let from = 0; from < ids.length; from += together) {
      some.immediate(ids.slice(from, from + together), { conferenceId, report, act });
      await setImmediate();
    }
    return report;
  }

  return {
    /** Publishes those that can be watched to their end. */
    publish: (conferenceId: number, selection: Selection, by: By) =>
      each(conferenceId, selection, (row) => {
        if (row.publication === 'published' && row.is_primary === 1)
          throw new AppError('conflict', 'It is published already.');
        if (row.is_ready === 0)
          throw new AppError('conflict', 'It cannot be watched to its end yet: it is still being prepared.');
        publication.publish(row.id, by);
      }),
    /** Has them published at that time. */
    schedule: (conferenceId: number, o: { selection: Selection; at: string; by: By }) =>
      each(conferenceId, o.selection, (row) => void releases.schedule(row.id, o.at, o.by)),
  };
}
