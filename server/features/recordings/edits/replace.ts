import { AppError } from '#server/kernel/errors.ts';
import { portalActor } from '../../accounts/change-log.ts';
import type { By } from '../publication.ts';
import type { RecordingStore } from '../store.ts';
import { existing, namesOf } from './existing.ts';
import type { EditedRow } from './store.ts';
import type { EditDeps } from './trim.ts';

/** How long those who are watching a recording may go on after another took its place. */
const graceMs = 24 * 3_600_000;

/** Lets one recording take the place of another, as soon as it can be watched in full; until then the old one stays. */
export function createReplace(deps: EditDeps & { store: RecordingStore }) {
  const { db, edits, versions, store, talks, changes, events, now } = deps;

  const playsInFull = (row: EditedRow) =>
    versions
      .of(row.id)
      .some((v) => v.state !== 'retired' && v.is_complete === 1 && v.edit_number === row.edit_number);

  /** Within the caller's transaction; nothing happens where a recording waits for no place, or not in full yet. */
  const takeOver = (id: string, by: By = portalActor): void => {
    const row = edits.of(id);
    if (row === undefined || row.replaces_id === null || !playsInFull(row)) return;
    const old = edits.of(row.replaces_id);
    edits.setReplaces(id, null, now());
    // Deleted or given to another talk meanwhile, it holds no place any more.
    if (old === undefined || old.talk_id === null) return;
    versions.retire(old.id, now() + graceMs);
    edits.setReplaced(old.id, id, now());
    store.setTalk({
      id,
      talk_id: old.talk_id,
      is_primary: old.is_primary,
      publication: old.publication,
      match_note: row.match_note,
      updated_ms: now(),
    });
    edits.setRelease(id, old.release_at_ms);
    changes.note({
      actor: by,
      action: 'replaced',
      ...namesOf(old),
      before: { recordingId: old.id, publication: old.publication },
      after: { recordingId: id },
    });
    talks.touch([old.talk_id]);
    events.emit('recording.replaced', { recordingId: old.id, byId: id });
  };

  const replace = db.transaction((o: { id: string; withId: string; by: By }) => {
    const old = existing(edits, o.id);
    const next = existing(edits, o.withId);
    if (old.id === next.id) throw new AppError('conflict', 'A recording cannot take its own place.');
    if (old.talk_id === null)
      throw new AppError('conflict', 'This recording has no talk, so there is no place to take.');
    if (next.cut_ms !== null)
      throw new AppError('conflict', 'The other recording was cut into several: choose one of those.');
    if (next.publication === 'published' && next.talk_id !== old.talk_id)
      throw new AppError(
        'conflict',
        'The other recording is published with another talk: unpublish it first.',
      );
    for (const other of edits.replacing(old.id)) edits.setReplaces(other.id, null, now());
    const isMoved = next.talk_id !== old.talk_id;
    if (isMoved)
      store.setTalk({
        id: next.id,
        talk_id: old.talk_id,
        is_primary: 0,
        publication: 'review',
        match_note: 'It was chosen by hand to take the place of another recording.',
        updated_ms: now(),
      });
    edits.setReplaces(next.id, old.id, now());
    changes.note({
      actor: o.by,
      action: 'replacement chosen',
      ...namesOf(old),
      after: { withRecordingId: next.id },
    });
    talks.touch([...new Set([old.talk_id, next.talk_id].filter((id) => id !== null))]);
    takeOver(next.id, o.by);
  });

  const cancel = db.transaction((o: { id: string; by: By }) => {
    const old = existing(edits, o.id);
    const waiting = edits.replacing(old.id);
    if (waiting.length === 0) throw new AppError('conflict', 'No recording waits to take this one’s place.');
    for (const { id } of waiting) edits.setReplaces(id, null, now());
    changes.note({
      actor: o.by,
      action: 'replacement given up',
      ...namesOf(old),
      before: { withRecordingId: waiting[0]?.id },
    });
  });

  return {
    /** @throws {AppError} `not_found`, `conflict` */
    replace: (o: { id: string; withId: string; by: By }): void => replace.immediate(o),
    /** @throws {AppError} `not_found`, `conflict` where none waits */
    cancel: (o: { id: string; by: By }): void => cancel.immediate(o),
    takeOver,
    /** Those that could have taken their place already; for a start after whatever happened. */
    settle: db.transaction(() => {
      for (const id of edits.waiting()) takeOver(id);
    }).immediate,
  };
}
