import { randomBytes } from 'node:crypto';
import { AppError } from '#server/kernel/errors.ts';
import { transcodeJob } from '../job-kinds.ts';
import type { By } from '../publication.ts';
import type { RecordingStore } from '../store.ts';
import type { TalkRef } from '../talk-directory.ts';
import { checkSpan, clock, type Part } from './check-span.ts';
import { boundsOf, namesOf, unchanged } from './existing.ts';
import type { EditedRow } from './store.ts';
import type { EditDeps } from './trim.ts';

export interface Piece extends Part {
  talk: TalkRef;
}

/** A wish to cut, by somebody who has seen the recording at an edit. */
export interface Cut {
  id: string;
  pieces: readonly Piece[];
  seen: number;
  originalMs: number | null;
  by: By;
}

/** Cuts a recording that holds several talks: each becomes a recording of its own, of the same original. */
export function createCut(deps: EditDeps & { store: RecordingStore }) {
  const { db, edits, store, queue, talks, changes, events, now } = deps;

  /** It belongs to no talk any more, and waits for nothing. */
  const setAside = (row: EditedRow) => {
    edits.setConference(row.id, row.conference_id);
    store.setTalk({
      id: row.id,
      talk_id: null,
      is_primary: 1,
      publication: row.publication === 'published' ? 'withdrawn' : row.publication,
      match_note: 'It was cut into several recordings.',
      updated_ms: now(),
    });
    edits.setRelease(row.id, null);
    edits.setCut(row.id, now());
  };

  const insertPiece = (row: EditedRow, { talk, startMs, endMs }: Piece): string => {
    const id = randomBytes(8).toString('hex');
    const isChosen = !store.ofTalk(talk.id).some((other) => other.is_primary === 1);
    const note = `It was cut out of ${row.arrived_as}, ${clock(startMs)} to ${clock(endMs)}.`;
    store.insertRecording({
      id,
      original_id: row.original_id,
      talk_id: talk.id,
      is_primary: isChosen ? 1 : 0,
      publication: isChosen && talk.publish === 'auto' ? 'published' : 'review',
      match_note: isChosen
        ? note
        : `${note} The talk has a recording already: this one waits until somebody chooses it.`,
      created_ms: now(),
    });
    edits.setConference(id, row.conference_id);
    const list = JSON.stringify([[startMs, endMs]]);
    const written = { recording_id: id, created_ms: now() };
    const bounds = boundsOf(edits.edits(row.id));
    // What was trimmed away for privacy is out of its reach too.
    if (bounds !== null)
      edits.addEdit({ ...written, number: 1, edit_list: JSON.stringify(bounds), is_private: 1 });
    const number = bounds === null ? 1 : 2;
    edits.addEdit({ ...written, number, edit_list: list, is_private: 0 });
    edits.setEdit({ id, number, list, now: now() });
    queue.enqueue(transcodeJob({ recordingId: id, subject: talk.title }));
    return id;
  };

  const cut = db.transaction((o: Cut): string[] => {
    const row = unchanged(edits, o.id, o.seen);
    checkPieces(o, (part, what) =>
      checkSpan({ ...part, what, originalMs: o.originalMs, bounds: boundsOf(edits.edits(o.id)) }),
    );
    setAside(row);
    const ids = o.pieces.map((piece) => insertPiece(row, piece));
    changes.note({
      actor: o.by,
      action: 'cut',
      ...namesOf(row),
      before: { talkId: row.talk_id, publication: row.publication },
      after: {
        pieces: o.pieces.map(({ talk, startMs, endMs }, i) => ({
          recordingId: ids[i],
          talkId: talk.id,
          startMs,
          endMs,
        })),
      },
    });
    const talkIds = [row.talk_id, ...o.pieces.map(({ talk }) => talk.id)];
    talks.touch([...new Set(talkIds.filter((id) => id !== null))]);
    return ids;
  });

  return {
    /** @returns ids of the new recordings, in the order of the pieces. @throws {AppError} `not_found`, `invalid`, `conflict` */
    cut(o: Cut): string[] {
      const ids = cut.immediate(o);
      events.emit('recording.cut', { recordingId: o.id, pieces: ids.length });
      return ids;
    },
  };
}

function checkPieces({ pieces }: Cut, checkOne: (part: Part, what: string) => void): void {
  const refuse = (index: number, path: string, message: string) => {
    throw new AppError('invalid', message, {
      details: { errors: [{ path: `pieces.${index}.${path}`, message }] },
    });
  };
  for (const [i, piece] of pieces.entries()) {
    try {
      checkOne(piece, `Part ${i + 1}`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const [found] = (error.details?.errors ?? []) as Array<{ path: string }>; // as checkSpan makes them
      refuse(i, found?.path ?? 'start', error.message);
    }
    for (const [k, other] of pieces.slice(0, i).entries()) {
      if (piece.talk.id === other.talk.id)
        refuse(i, 'talkId', `Parts ${k + 1} and ${i + 1} are for the same talk, “${piece.talk.title}”.`);
      if (piece.startMs < other.endMs && other.startMs < piece.endMs)
        refuse(i, 'start', `Parts ${k + 1} and ${i + 1} overlap.`);
    }
  }
}
