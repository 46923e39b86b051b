import { basename } from 'node:path';
import type { BlobStore } from '#server/blobs/blob-store.ts';
import type { Db } from '#server/db/open.ts';
import type { Job, JobQueue } from '#server/jobs/queue.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { Events } from '#server/kernel/events.ts';
import type { Change, ChangeLog } from '../accounts/change-log.ts';
import type { EditStore } from './edits/store.ts';
import { transcodeJob } from './job-kinds.ts';
import type { StandingRow, StandingStore } from './standing-store.ts';
import type { RecordingInLibrary, RecordingStore } from './store.ts';
import type { TalkDirectory, TalkRef } from './talk-directory.ts';
import type { VersionRow, VersionStore } from './versions/store.ts';
import { newVersionId, type VersionFolders } from './versions/version-folders.ts';

/** Who does it, for the log of changes. */
export type By = Change['actor'];

const onTheMachine: By = { id: null, name: 'command on the machine' };

export interface PublicationDeps {
  db: Db;
  store: RecordingStore;
  standing: StandingStore;
  changes: ChangeLog;
  versions: VersionStore;
  folders: VersionFolders;
  blobs: BlobStore;
  queue: JobQueue;
  talks: TalkDirectory;
  events: Events;
  /** Lets the picture of a recording of sound alone follow its talk. */
  renewTitleCard: (recordingId: string) => Promise<void>;
  edits: EditStore;
  /** Lets a recording play that comes back into use; part of a caller's transaction. */
  playAgain: (recordingId: string) => void;
  now?: () => number;
}

/** What a person decides about a recording: whose it is, whether viewers see it, whether it is tried again or goes. */
export function createPublication(deps: PublicationDeps) {
  const { db, store, standing, versions, folders, blobs, queue, talks, events, now = Date.now } = deps;

  const existing = (id: string): RecordingInLibrary => {
    const recording = store.byId(id);
    if (recording === undefined)
      throw new AppError('not_found', `There is no recording ${JSON.stringify(id)}.`);
    return recording;
  };
  const touch = (...talkIds: ReadonlyArray<number | null>) =>
    talks.touch(talkIds.filter((id) => id !== null));

  const note = (id: string, change: { by: By; action: string } & Pick<Change, 'before' | 'after'>) => {
    const row = standing.of(id);
    if (row === null) return;
    const { by, ...what } = change;
    deps.changes.note({ ...what, ...namesOf(row), actor: by });
  };

  const assign = db.transaction((id: string, talk: TalkRef | null, by: By) => {
    const recording = existing(id);
    const isSame = recording.talk_id === (talk?.id ?? null);
    const isCut = deps.edits.of(id)?.cut_ms != null;
    // Without a talk it stays with the conference it was for.
    if (talk === null) standing.keepConference(id);
    const others = talk === null ? [] : store.ofTalk(talk.id);
    const isChosen = !others.some((other) => other.is_primary === 1 && other.id !== id);
    store.setTalk({
      id,
      talk_id: talk?.id ?? null,
      is_primary: isChosen ? 1 : 0,
      publication: isSame ? recording.publication : 'review',
      match_note: talk === null ? 'The talk was taken off by hand.' : 'The talk was given by hand.',
      updated_ms: now(),
    });
    if (!isSame) standing.setRelease(id, null, now());
    if (talk !== null && isCut) deps.playAgain(id);
    note(id, {
      by,
      action: talk === null ? 'unmatched' : 'matched',
      before: { talkId: recording.talk_id },
      after: { talkId: talk?.id ?? null },
    });
    touch(recording.talk_id, talk?.id ?? null);
  });

  const publish = db.transaction((id: string, by: By) => {
    const { talk_id, publication } = existing(id);
    const talk = talk_id === null ? null : talks.talkById(talk_id);
    if (talk === null)
      throw new AppError('conflict', `Recording ${id} has no talk yet: assign it to one first.`);
    if (talk.isOptedOut)
      throw new AppError(
        'conflict',
        `The speakers of “${talk.title}” do not want a recording shown: lift the opt-out first, if they agreed.`,
      );
    store.stepDown(talk.id, now());
    store.setPublication({ id, publication: 'published', is_primary: 1, updated_ms: now() });
    standing.setRelease(id, null, now());
    if (talk.visibility === 'draft') talks.publishTalk(talk.id);
    note(id, {
      by,
      action: 'published',
      before: { publication },
      after: { publication: 'published' },
    });
    touch(talk.id);
    return talk;
  });

  /** Versions that go on at another address when their recording is taken back: all that play to their end. */
  const isMovable = (row: VersionRow) =>
    row.state === 'whole' || (row.state === 'growing' && row.is_complete === 1);

  /**
   * @param newIds of every movable version
   * @param seen those versions as they were copied; false when one came between or was changed, and nothing was done
   */
  const withdraw = db.transaction(
    (id: string, newIds: ReadonlyMap<string, string>, seen: VersionRow[], by: By) => {
      const recording = existing(id);
      const rows = versions.of(id);
      const isCopied = ({ id: of, manifest }: VersionRow) =>
        seen.some((row) => row.id === of && row.manifest === manifest);
      if (rows.some((row) => isMovable(row) && !isCopied(row))) return false;
      store.setPublication({
        id,
        publication: 'withdrawn',
        is_primary: recording.is_primary,
        updated_ms: now(),
      });
      standing.setRelease(id, null, now());
      note(id, {
        by,
        action: 'unpublished',
        before: { publication: recording.publication },
        after: { publication: 'withdrawn' },
      });
      for (const row of rows) {
        const newId = newIds.get(row.id);
        if (newId !== undefined && isMovable(row)) versions.rename(row.id, newId);
        // Of one that still grows only the address goes: its job goes on, and gives it another at its end.
        else versions.remove(row.id);
      }
      touch(recording.talk_id);
      return true;
    },
  );

  const forget = db.transaction((id: string) => {
    const recording = existing(id);
    if (isWorkedOn(id)) {
      throw new AppError('conflict', `Recording ${id} is being worked on: cancel its job first.`);
    }
    store.removeRecording(id);
    const isLast = store.removeOriginal(recording.original_id);
    touch(recording.talk_id);
    return { recording, isLast };
  });

  const isGrowing = (row: VersionRow) => row.state === 'growing';
  const isWorkedOn = (id: string) => queue.latestOf(id)?.state === 'running';

  const unfinishedJob = (id: string): Job | null => {
    const job = queue.latestOf(existing(id).id);
    return job?.state === 'queued' || job?.state === 'running' ? job : null;
  };

  const retry = db.transaction((id: string, by: By): Job => {
    const recording = existing(id);
    const last = queue.latestOf(id);
    const again = last === null ? null : queue.retry(last.id);
    const job =
      again ??
      queue.enqueue(
        transcodeJob({
          recordingId: id,
          subject: basename(recording.arrived_as),
          stage: versions.of(id).some(isMovable) ? 'lasting' : 'first',
        }),
      );
    note(id, { by, action: 'retried' });
    touch(recording.talk_id);
    return job;
  });

  const cancel = db.transaction((id: string, by: By) => {
    const job = unfinishedJob(id);
    const outcome = job === null ? 'finished' : queue.cancel(job.id);
    if (outcome === 'finished' || outcome === 'unknown') {
      throw new AppError('conflict', `There is no work under way on recording ${id}.`);
    }
    note(id, { by, action: 'cancelled' });
    touch(existing(id).talk_id);
    return outcome;
  });

  return {
    /** Says whose recording it is, null = nobody's; it then waits for review. @throws {AppError} `not_found` */
    async assign(id: string, talk: TalkRef | null, by: By = onTheMachine): Promise<void> {
      assign.immediate(id, talk, by);
      events.emit('recording.assigned', { recordingId: id, talk: talk?.slug ?? null });
      await deps.renewTitleCard(id);
    },
    /**
     * Shows a recording to viewers, as its talk's primary one; a draft talk becomes public with it. Takes part in a
     * caller's transaction.
     * @throws {AppError} `not_found`, `conflict` when it has no talk, or its speakers opted out
     */
    publish(id: string, by: By = onTheMachine): TalkRef {
      const talk = publish.immediate(id, by);
      events.emit('recording.published', { recordingId: id, talk: talk.slug });
      return talk;
    },
    /** Takes a recording back: 404 at once, and no old address ever works again. @throws {AppError} `not_found` */
    async unpublish(id: string, by: By = onTheMachine): Promise<void> {
      existing(id);
      let isDone = false;
      while (!isDone) {
        const movable = versions.of(id).filter(isMovable);
        const newIds = new Map(movable.map((row) => [row.id, newVersionId()]));
        for (const [oldId, newId] of newIds) await folders.duplicate(id, oldId, newId);
        isDone = withdraw.immediate(id, newIds, movable, by);
        // A job that makes the whole version still reads its first one; it removes that itself.
        const inUse = new Set(isDone && isWorkedOn(id) ? movable.filter(isGrowing).map((row) => row.id) : []);
        for (const name of isDone ? newIds.keys() : newIds.values()) {
          if (!inUse.has(name)) await folders.remove(id, name);
        }
      }
      events.emit('recording.withdrawn', { recordingId: id });
    },
    /** Tries again: a failed or cancelled job, or the whole work anew. @throws {AppError} `not_found` */
    retry: (id: string, by: By = onTheMachine): Job => retry.immediate(id, by),
    /** Cancels the work on a recording. @throws {AppError} `not_found`, `conflict` when there is none */
    cancel: (id: string, by: By = onTheMachine): 'cancelled' | 'requested' => cancel.immediate(id, by),
    /** Deletes a recording, its versions, and its original where no other recording uses it. @throws {AppError} `conflict` */
    async remove(id: string): Promise<void> {
      const { recording, isLast } = forget.immediate(id);
      await folders.removeRecording(id);
      if (isLast) await blobs.remove(recording.original_path.replace(/^originals\//, ''));
      events.emit('recording.removed', { recordingId: id });
    },
  };
}

/** A recording as the log of changes names it. */
export function namesOf(row: StandingRow): Pick<Change, 'entity' | 'entityId' | 'conferenceId' | 'title'> {
  return { entity: 'recording', entityId: row.id, conferenceId: row.conference_id, title: row.title };
}

export type Publication = ReturnType<typeof createPublication>;
