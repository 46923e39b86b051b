import type { Db } from '#server/db/open.ts';
import type { JobQueue } from '#server/jobs/queue.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { Events } from '#server/kernel/events.ts';
import type { ChangeLog } from '../../accounts/change-log.ts';
import { transcodeJob } from '../job-kinds.ts';
import type { By } from '../publication.ts';
import type { TalkDirectory } from '../talk-directory.ts';
import type { VersionStore } from '../versions/store.ts';
import type { VersionFolders } from '../versions/version-folders.ts';
import { checkSpan, type Part } from './check-span.ts';
import { boundsOf, namesOf, unchanged } from './existing.ts';
import { readEditList } from './map-time.ts';
import type { EditedRow, EditStore } from './store.ts';

export interface EditDeps {
  db: Db;
  edits: EditStore;
  versions: VersionStore;
  folders: VersionFolders;
  queue: JobQueue;
  talks: TalkDirectory;
  changes: ChangeLog;
  events: Events;
  now: () => number;
}

/** A wish to trim, by somebody who has seen the recording at an edit. */
export interface Trim extends Part {
  id: string;
  isPrivate: boolean;
  /** The edit that was in force when the times were chosen. */
  seen: number;
  /** Length of the original; null where it is not known. */
  originalMs: number | null;
  by: By;
}

/** Trims recordings. What plays until now plays on until the new version is ready, or, for privacy, goes at once. */
export function createTrim(deps: EditDeps) {
  const { db, edits, versions, folders, queue, talks, changes, events, now } = deps;

  /** Puts another edit in force and queues its work; an older run that is under way notices, and begins anew. */
  const apply = (row: EditedRow, o: { list: string | null; isPrivate: boolean; by: By; action: string }) => {
    const number = row.edit_number + 1;
    const written = { recording_id: row.id, created_ms: now() };
    edits.addEdit({ ...written, number: row.edit_number, edit_list: row.edit_list, is_private: 0 });
    edits.addEdit({ ...written, number, edit_list: o.list, is_private: o.isPrivate ? 1 : 0 });
    edits.setEdit({ id: row.id, number, list: o.list, now: now() });
    changes.note({
      actor: o.by,
      action: o.action,
      ...namesOf(row),
      before: { editNumber: row.edit_number, editList: readEditList(row.edit_list) },
      after: { editNumber: number, editList: readEditList(o.list), isPrivate: o.isPrivate },
    });
    queue.enqueue(transcodeJob({ recordingId: row.id, subject: row.title }));
    if (row.talk_id !== null) talks.touch([row.talk_id]);
  };

  /** Nothing of what was trimmed away is left in a row: versions of every age, and words that were said there. */
  const forgetOutside = (row: EditedRow) => {
    for (const version of versions.of(row.id)) versions.remove(version.id);
    const lists = edits.listsOf(row.original_id).map(readEditList);
    const kept = lists.filter((list) => list !== null).flat();
    if (kept.length > 0 && !lists.includes(null)) edits.dropCues(row.original_id, kept);
  };

  const trim = db.transaction((o: Trim) => {
    const row = unchanged(edits, o.id, o.seen);
    const bounds = boundsOf(edits.edits(o.id));
    checkSpan({ ...o, what: 'The part to keep', bounds });
    const isWhole = o.startMs === 0 && o.endMs === o.originalMs && bounds === null;
    const list = isWhole ? null : JSON.stringify([[o.startMs, o.endMs]]);
    if (list === row.edit_list && !o.isPrivate)
      throw new AppError('conflict', 'The recording begins and ends there already.');
    apply(row, { list, isPrivate: o.isPrivate, by: o.by, action: 'trimmed' });
    if (o.isPrivate) forgetOutside(row);
  });

  const revert = db.transaction((o: { id: string; to: number; seen: number; by: By }) => {
    const row = unchanged(edits, o.id, o.seen);
    const known = edits.edits(o.id);
    const target = known.find((edit) => edit.number === o.to);
    if (target === undefined || o.to === row.edit_number)
      throw new AppError('conflict', 'There is no such earlier edit of this recording.');
    if (known.some((edit) => edit.is_private === 1 && edit.number > o.to))
      throw new AppError(
        'conflict',
        'What was trimmed away for privacy is gone for good: an edit before that cannot come back.',
      );
    apply(row, { list: target.edit_list, isPrivate: false, by: o.by, action: 'reverted' });
  });

  return {
    /**
     * Shows only a part of a recording's original. With `isPrivate`, every version that holds more is gone at once.
     * @throws {AppError} `not_found`, `invalid`, `conflict`
     */
    async trim(o: Trim): Promise<void> {
      const gone = o.isPrivate ? versions.of(o.id) : [];
      trim.immediate(o);
      events.emit('recording.trimmed', { recordingId: o.id, isPrivate: o.isPrivate });
      for (const { id } of gone) await folders.remove(o.id, id);
    },
    /** Goes back to an earlier edit, as a new one. @throws {AppError} `not_found`, `conflict` */
    revert(o: { id: string; to: number; seen: number; by: By }): void {
      revert.immediate(o);
      events.emit('recording.reverted', { recordingId: o.id, to: o.to });
    },
  };
}
