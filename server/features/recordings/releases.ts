import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { Events } from '#server/kernel/events.ts';
import { type ChangeLog, portalActor } from '../accounts/change-log.ts';
import { type By, namesOf, type Publication } from './publication.ts';
import type { StandingRow, StandingStore } from './standing-store.ts';
import { releaseMoment } from './zoned-release.ts';

export interface Releases {
  /**
   * Has a recording published at a time, by the clocks of its conference.
   * @param at see `releaseMoment`
   * @returns the moment, ms
   * @throws {AppError} `invalid`, `not_found`, `conflict` where it could not be published
   */
  schedule(id: string, at: string, by: By): number;
  /** Takes the time back; nothing happens where there is none. @throws {AppError} `not_found` */
  unschedule(id: string, by: By): void;
  /** Publishes what is due; gives the ids. */
  publishDue(): string[];
  /** Publishes what is due, now and from now on, until `stop`. */
  start(): void;
  stop(): void;
}

/**
 * Recordings that are published by themselves at their time. One that cannot be watched to its end by then waits until
 * it can; one whose speakers opted out waits until that is lifted. Server and worker may both do it: each release is one
 * transaction that looks again first.
 */
export function createReleases(deps: {
  db: Db;
  standing: StandingStore;
  changes: ChangeLog;
  events: Events;
  publication: Publication;
  everyMs?: number | undefined;
  now?: () => number;
}): Releases {
  const { db, standing, changes, events, publication, everyMs = 1000, now = Date.now } = deps;
  let timer: NodeJS.Timeout | undefined;

  const existing = (id: string): StandingRow => {
    const row = standing.of(id);
    if (row === null) throw new AppError('not_found', `There is no recording ${JSON.stringify(id)}.`);
    return row;
  };
  const write = (row: StandingRow, at: number | null, by: By) => {
    standing.setRelease(row.id, at, now());
    changes.note({
      ...namesOf(row),
      actor: by,
      action: at === null ? 'unscheduled' : 'scheduled',
      before: { releaseAt: isoOf(row.release_at_ms) },
      after: { releaseAt: isoOf(at) },
    });
  };

  const schedule = db.transaction((id: string, at: string, by: By) => {
    const row = existing(id);
    const moment = releaseMoment(at, row.time_zone ?? 'UTC');
    const refusal = whyNot(row);
    if (refusal !== null) throw new AppError('conflict', refusal);
    if (moment <= now())
      throw new AppError('invalid', 'That time is over: publish it now, or choose a later time.');
    write(row, moment, by);
    return moment;
  });
  const unschedule = db.transaction((id: string, by: By) => {
    const row = existing(id);
    if (row.release_at_ms !== null) write(row, null, by);
  });
  const release = db.transaction((id: string): boolean => {
    const row = standing.of(id);
    if (row === null || row.release_at_ms === null || row.release_at_ms > now()) return false;
    if (row.is_ready === 0 || row.is_opted_out === 1) return false;
    publication.publish(id, portalActor);
    return true;
  });

  /** The database may be busy for a moment: the next look comes soon. */
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      events.emit('library.disorder', { while: 'releasing', error: String(error) });
      return otherwise;
    }
  };
  const publishDue = () =>
    attempt(() => standing.due(now()), []).filter((id) => attempt(() => release.immediate(id), false));

  return {
    schedule: (id, at, by) => schedule.immediate(id, at, by),
    unschedule: (id, by) => unschedule.immediate(id, by),
    publishDue,
    start() {
      publishDue();
      timer = setInterval(publishDue, everyMs);
    },
    stop() {
      clearInterval(timer);
    },
  };
}

function whyNot(row: StandingRow): string | null {
  if (row.talk_id === null) return 'It has no talk yet: assign it to one first.';
  if (row.is_opted_out === 1)
    return `The speakers of “${row.title}” do not want a recording shown: lift the opt-out first, if they agreed.`;
  return row.publication === 'published' && row.is_primary === 1 ? 'It is published already.' : null;
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
