import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import type { binItemSchema, deletionSchema } from '#server/contract/bin-schemas.ts';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { Events } from '#server/kernel/events.ts';
import { takeTurns } from '#server/kernel/take-turns.ts';
import { type Actor, mayOrganize } from '../accounts/actor.ts';
import { type ChangeLog, portalActor } from '../accounts/change-log.ts';
import { type BinStore, createBinStore, type DeletableKind, type DeletableRow } from './store.ts';
import { createWhatGoesStore } from './what-goes-store.ts';

/** How long a deleted thing can be taken back. */
export const keptForMs = 30 * 24 * 3_600_000;
const purgeEveryMs = 3_600_000;
/** Due since the beginning of time: goes with the next purge, whatever happens to the one under way. */
const atOnceMs = 0;

export interface BinDeps {
  db: Db;
  events: Events;
  changes: ChangeLog;
  /** What is shown of these talks changed: their pages and search rows follow, in the caller's transaction. */
  touch: (talkIds: readonly number[]) => void;
  recordings: {
    /** Ends the work on a recording, when there is any. */
    cancel: (id: string) => void;
    isWorkedOn: (id: string) => boolean;
    /** Lets it play what it played, or queues the work on it; part of a caller's transaction. */
    playAgain: (id: string) => void;
    /** Deletes its rows and files, and its original where no other recording uses it. */
    remove: (id: string) => Promise<void>;
  };
  /** Nobody organizes a conference that is gone: its number may be given again. */
  forgetConference: (id: number) => void;
  /** Deletes pictures that nothing shows any more. */
  collectImages: () => Promise<void>;
  now?: () => number;
}

type Who = Pick<Actor, 'id' | 'name'>;

/** The bin: things go into it at once, out of sight of everybody, can be taken back for 30 days, and then go for good. */
export function createBin(deps: BinDeps) {
  const { db, events, changes, touch, recordings, now = Date.now } = deps;
  const store = createBinStore(db);
  const whatGoes = createWhatGoesStore(db);
  let timer: NodeJS.Timeout | undefined;
  let purging: Promise<void> = Promise.resolve();

  const existing = (kind: DeletableKind, id: string): DeletableRow => {
    const row = store.head(kind, id);
    if (row === undefined) throw new AppError('not_found', `There is no such ${kind}.`);
    return row;
  };

  /** To which conferences a thing belongs; null when there is no such thing. */
  const conferencesOf = (kind: DeletableKind, id: string): ReadonlyArray<number | null> | null => {
    if (store.head(kind, id) === undefined) return null;
    if (kind === 'conference') return [Number(id)];
    if (kind === 'talk') return [store.talkConference(Number(id))];
    if (kind === 'speaker') return store.speakerConferences(Number(id));
    return [store.recordingPlace(id)?.conference_id ?? null];
  };

  const shownTalks = (kind: DeletableKind, id: string): number[] => {
    if (kind === 'conference') return store.talksOfConference(Number(id));
    if (kind === 'talk') return [Number(id)];
    if (kind === 'speaker') return store.talksOfSpeaker(Number(id));
    const talkId = store.recordingPlace(id)?.talk_id ?? null;
    return talkId === null ? [] : [talkId];
  };

  const note = (
    who: Who,
    action: string,
    kind: DeletableKind,
    row: DeletableRow,
    conferenceId: number | null,
  ) => changes.note({ actor: who, action, entity: kind, entityId: row.id, conferenceId, title: row.title });

  const oneConferenceOf = (kind: DeletableKind, id: string) => conferencesOf(kind, id)?.[0] ?? null;

  const setDeleted = (kind: DeletableKind, id: string, deletedMs: number | null) => {
    if (kind !== 'recording') return store.mark(kind, Number(id), deletedMs, now());
    const talkId = store.recordingPlace(id)?.talk_id ?? null;
    const isPrimary = deletedMs === null && talkId !== null && !store.hasPrimary(talkId);
    store.markRecording(id, deletedMs, isPrimary, now());
  };

  const put = db.transaction((kind: DeletableKind, id: string, who: Who, deletedMs: number) => {
    const row = existing(kind, id);
    if (row.deleted_ms === null) note(who, 'deleted', kind, row, oneConferenceOf(kind, id));
    if (row.deleted_ms === null || deletedMs === atOnceMs) setDeleted(kind, id, deletedMs);
    touch(shownTalks(kind, id));
  });

  const restore = db.transaction((kind: DeletableKind, id: string, who: Who) => {
    const row = existing(kind, id);
    if (row.deleted_ms === null || row.deleted_ms === atOnceMs) {
      throw new AppError('conflict', `This ${kind} is not in the bin.`);
    }
    const conferenceId = oneConferenceOf(kind, id);
    const above =
      conferenceId === null || kind === 'conference' ? null : store.head('conference', String(conferenceId));
    if (above && above.deleted_ms !== null && kind !== 'speaker') {
      throw new AppError('conflict', `Its conference “${above.title}” is in the bin: take that back first.`);
    }
    setDeleted(kind, id, null);
    if (kind === 'recording') recordings.playAgain(id);
    note(who, 'restored', kind, row, conferenceId);
    touch(shownTalks(kind, id));
  });

  const dropTalkRows = (talkId: number) => {
    const speakers = store.speakersOfTalk(talkId);
    store.dropTalk(talkId);
    store.forget('talk', String(talkId));
    for (const speaker of speakers) {
      if (store.dropIdleSpeaker(speaker)) store.forget('speaker', String(speaker));
    }
    touch([talkId]);
  };

  const dropRows = db.transaction((kind: DeletableKind, id: string) => {
    if (kind === 'talk') dropTalkRows(Number(id));
    if (kind === 'conference') {
      store.dropConference(Number(id));
      touch([]);
    }
    if (kind === 'speaker') {
      const talks = store.talksOfSpeaker(Number(id));
      store.dropSpeaker(Number(id));
      touch(talks);
    }
    store.dropIdleTags();
    store.forget(kind, id);
  });

  async function purgeRecording(id: string): Promise<void> {
    for (let tries = 0; recordings.isWorkedOn(id) && tries < 100; tries += 1) {
      recordings.cancel(id);
      await wait(100);
    }
    await recordings.remove(id);
  }

  async function purgeTalk(id: number): Promise<void> {
    for (const recording of store.recordingsOfTalk(id)) await purgeRecording(recording);
    dropRows.immediate('talk', String(id));
  }

  /** Deletes for good: files before the rows that know of them, so that a crash leaves nothing that nobody knows of. */
  async function purge(kind: DeletableKind, id: string, who: Who): Promise<void> {
    const row = existing(kind, id);
    const conferenceId = kind === 'conference' ? null : oneConferenceOf(kind, id);
    if (kind === 'conference') {
      for (const recording of store.looseRecordings(Number(id))) await purgeRecording(recording);
      const turn = takeTurns();
      for (const talk of store.talksOfConference(Number(id))) {
        await purgeTalk(talk);
        await turn();
      }
      deps.forgetConference(Number(id));
    }
    if (kind === 'talk') await purgeTalk(Number(id));
    else {
      if (kind === 'recording') await purgeRecording(id);
      dropRows.immediate(kind, id);
    }
    await deps.collectImages();
    // Nothing of what is gone is named: only that something went, when and by whom.
    changes.note({ actor: who, action: 'purged', entity: kind, entityId: row.id, conferenceId, title: '' });
    events.emit('library.purged', { kind, id });
  }

  async function purgeDue(): Promise<void> {
    const before = now() - keptForMs;
    for (const kind of ['recording', 'talk', 'conference', 'speaker'] as const) {
      for (const id of store.due(kind, before)) {
        if (store.head(kind, id) !== undefined) await purge(kind, id, portalActor);
      }
    }
  }

  const whatGoesWith = (kind: DeletableKind, id: string): z.infer<typeof deletionSchema> => {
    const head = existing(kind, id);
    const row = whatGoes.of(kind, id);
    return {
      kind,
      id,
      title: head.title,
      isInBin: head.deleted_ms !== null,
      talks: row.talks,
      recordings: row.recordings,
      originals: row.originals,
      originalBytes: row.original_bytes,
      captionTracks: row.caption_tracks,
      speakers: row.speakers,
      billings: row.billings,
      publicTalks: row.public_talks,
    };
  };

  return {
    conferencesOf,
    /**
     * A speaker of several conferences is deleted by those alone who organize all of them.
     * @throws {AppError} `forbidden`
     */
    mustOwnWhole(kind: DeletableKind, id: string, actor: Actor): void {
      if (kind !== 'speaker') return;
      const others = (conferencesOf(kind, id) ?? []).filter((one) => !mayOrganize(actor, [one]));
      if (others.length > 0)
        throw new AppError(
          'forbidden',
          'Talks of a conference that you do not organize bill this speaker too: take the speaker off your own talks instead.',
        );
    },
    whatGoesWith,
    /** Puts a thing into the bin; twice is as once. @throws {AppError} `not_found` */
    put(kind: DeletableKind, id: string, who: Who): void {
      put.immediate(kind, id, who, now());
      if (kind === 'recording') recordings.cancel(id);
    },
    /** Takes a thing back, as it was. @throws {AppError} `not_found`, `conflict` */
    restore: (kind: DeletableKind, id: string, who: Who): void => restore.immediate(kind, id, who),
    /** Deletes for good, at once; a crash in the middle is finished by the next purge. @throws {AppError} `not_found` */
    async purge(kind: DeletableKind, id: string, who: Who): Promise<void> {
      put.immediate(kind, id, who, atOnceMs);
      await purge(kind, id, who);
    },
    /** What lies in the bin and belongs to somebody, newest first. */
    list(actor: Actor): z.infer<typeof binItemSchema>[] {
      return store
        .binned()
        .filter((row) => mayOrganize(actor, conferencesOf(row.kind, row.id) ?? []))
        .map(toItem);
    },
    purgeDue,
    /** Purges what is due now and every hour. */
    start(): void {
      const run = () => {
        purging = purgeDue().catch((error: unknown) =>
          events.emit('library.disorder', { while: 'emptying the bin', error: String(error) }),
        );
      };
      run();
      timer = setInterval(run, purgeEveryMs);
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await purging;
    },
  };
}

export type Bin = ReturnType<typeof createBin>;

function toItem(row: ReturnType<BinStore['binned']>[number]): z.infer<typeof binItemSchema> {
  return {
    kind: row.kind,
    id: row.id,
    title: row.title,
    conference: row.conference || null,
    deletedAt: new Date(row.deleted_ms).toISOString(),
    purgedAt: new Date(row.deleted_ms + keptForMs).toISOString(),
    deletedBy: row.deleted_by,
  };
}
