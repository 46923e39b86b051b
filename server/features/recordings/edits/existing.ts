import { AppError } from '#server/kernel/errors.ts';
import type { Change } from '../../accounts/change-log.ts';
import { type EditList, readEditList } from './map-time.ts';
import type { EditedRow, EditRow, EditStore } from './store.ts';

/** A recording outside the bin. @throws {AppError} `not_found` */
export function existing(store: EditStore, id: string): EditedRow {
  const row = store.of(id);
  if (row === undefined) throw new AppError('not_found', `There is no recording ${JSON.stringify(id)}.`);
  return row;
}

/**
 * A recording that is still as whoever edits it has seen it.
 * @throws {AppError} `conflict`, with the edit in force and who made it, where somebody else was faster
 */
export function unchanged(store: EditStore, id: string, editNumber: number): EditedRow {
  const row = existing(store, id);
  if (row.edit_number === editNumber) return row;
  const last = store.lastChange(id);
  throw new AppError(
    'conflict',
    `${last?.actor_name ?? 'Somebody'} edited this recording meanwhile: look at it as it is now, then try again.`,
    {
      details: {
        editNumber: row.edit_number,
        editList: readEditList(row.edit_list),
        changedBy: last?.actor_name ?? null,
        changedAt: last === undefined ? null : new Date(last.at_ms).toISOString(),
      },
    },
  );
}

/** What no later edit may show again: outside the newest private trim. Null = nothing was trimmed away for privacy. */
export function boundsOf(edits: readonly EditRow[]): EditList {
  const last = edits.findLast((edit) => edit.is_private === 1);
  return last === undefined ? null : readEditList(last.edit_list);
}

/** A recording as the log of changes names it. */
export function namesOf(row: EditedRow): Pick<Change, 'entity' | 'entityId' | 'conferenceId' | 'title'> {
  return { entity: 'recording', entityId: row.id, conferenceId: row.conference_id, title: row.title };
}
