import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { BlobStore, StagedBlob } from '#server/blobs/blob-store.ts';
import type { Db } from '#server/db/open.ts';
import type { JobQueue } from '#server/jobs/queue.ts';
import { AppError } from '#server/kernel/errors.ts';
import type { Events } from '#server/kernel/events.ts';
import { MediaError } from '#server/transcode/media-error.ts';
import { captionFor, languageLabel } from '../captions/caption-files.ts';
import { type Cue, readCaptions } from '../captions/read-captions.ts';
import type { CaptionStore } from '../captions/store.ts';
import { transcodeJob } from '../job-kinds.ts';
import type { SuggestionStore } from '../matching/suggestion-store.ts';
import type { TalkIndexes } from '../matching/talk-indexes.ts';
import type { OriginalRow, RecordingInLibrary, RecordingStore } from '../store.ts';
import type { TalkDirectory, TalkRef } from '../talk-directory.ts';
import { type Assignment, createTalkChooser, type TalkClues } from './choose-talk.ts';

/** A file on its way into the library. */
export interface Arrival extends TalkClues {
  /** Absolute. */
  file: string;
  /** Caption files that lie beside it. */
  captions?: readonly string[];
  /** The sources go once the library has them. */
  isMoved: boolean;
  /** SHA-256 of the file's bytes where it is known already, lower-case hex: they are not read again for it. */
  sha256?: string;
  /** Told how it ended, within the transaction of that. */
  onSettled?: (outcome: SettledIntake) => void;
  signal?: AbortSignal;
}

export type IntakeOutcome =
  | {
      kind: 'taken';
      recordingId: string;
      jobId: string;
      talk: TalkRef | null;
      note: string;
      /** One sentence for each caption file that could not be read. */
      refusedCaptions: ReadonlyArray<{ file: string; reason: string }>;
    }
  | {
      kind: 'duplicate';
      recordingId: string | null;
      /** The original with the same bytes, when and as what it came. */
      original: Pick<OriginalRow, 'sha256' | 'path' | 'arrived_as' | 'arrived_ms'>;
      reason: string;
    }
  | { kind: 'refused'; reason: string };

/** An outcome that stands in the database. */
export type SettledIntake =
  | { kind: 'taken'; recordingId: string; talk: TalkRef | null }
  | { kind: 'duplicate'; recordingId: string | null };

export interface IntakeDeps {
  db: Db;
  store: RecordingStore;
  captions: CaptionStore;
  blobs: BlobStore;
  queue: JobQueue;
  talks: TalkDirectory;
  indexes: TalkIndexes;
  suggestions: Pick<SuggestionStore, 'put'>;
  events: Events;
  probe: (input: string, signal?: AbortSignal) => Promise<{ durationMs: number | null }>;
  /** Called at the boundary of every step, with its name. */
  onStep?: ((step: string) => void) | undefined;
  now?: () => number;
}

export type Intake = ReturnType<typeof createIntake>;

interface ReadCaptionFile {
  file: string;
  language: string | null;
  cues: readonly Cue[];
}

/** Takes files in: looked at, hashed, kept, matched to a talk, and queued, the last three in one transaction. */
export function createIntake(deps: IntakeDeps) {
  const { db, store, blobs, queue, talks, events, now = Date.now, onStep = () => {} } = deps;
  const chooseTalk = createTalkChooser(deps);

  const accept = db.transaction(
    (o: {
      arrival: Arrival;
      staged: StagedBlob;
      found: Assignment | null;
      durationMs: number | null;
      captions: readonly ReadCaptionFile[];
    }) => {
      const { arrival, staged } = o;
      const there = store.originalBySha(staged.sha256);
      if (there !== undefined) {
        const duplicate = duplicateOf(there, staged, arrival);
        arrival.onSettled?.(duplicate);
        return duplicate;
      }
      const key = `${staged.sha256.slice(0, 2)}/${staged.sha256}${safeExtension(arrival.path)}`;
      const original = {
        id: randomBytes(8).toString('hex'),
        sha256: staged.sha256,
        size_bytes: staged.sizeBytes,
        path: `originals/${key}`,
        arrived_as: arrival.path,
        arrived_ms: now(),
      };
      const assignment = o.found ?? draftTalk(arrival);
      const recordingId = randomBytes(8).toString('hex');
      store.insertOriginal(original);
      store.insertRecording({
        id: recordingId,
        original_id: original.id,
        talk_id: assignment.talk?.id ?? null,
        ...standing(store, assignment),
        conference_id: arrival.conferenceId ?? conferenceNamed(arrival),
        created_ms: now(),
      });
      if (assignment.match !== null)
        deps.suggestions.put(recordingId, assignment.match, { durationMs: o.durationMs, nowMs: now() });
      for (const { language, cues } of o.captions)
        insertFileCaptions(deps.captions, original.id, { language, cues, nowMs: now() });
      const job = queue.enqueue(
        transcodeJob({ recordingId, subject: assignment.talk?.title ?? basename(arrival.path) }),
      );
      if (assignment.talk !== null) talks.touch([assignment.talk.id]);
      arrival.onSettled?.({ kind: 'taken', recordingId, talk: assignment.talk });
      // Last, so that only a power cut in this very moment could leave a file without its row.
      staged.publish(key);
      onStep('original published');
      return {
        kind: 'taken' as const,
        recordingId,
        jobId: job.id,
        talk: assignment.talk,
        note: assignment.note,
      };
    },
  );

  const duplicateOf = (there: OriginalRow, staged: StagedBlob, arrival: Arrival) => {
    const recording = store.ofOriginal(there.id)[0];
    const key = there.path.replace(/^originals\//, '');
    const isMissing = !blobs.has(key);
    if (isMissing) staged.publish(key);
    const reason = `${JSON.stringify(basename(arrival.path))} holds the same bytes as ${nameRecording(recording)}, which is in the library already${
      isMissing ? '; its original was missing and has been put back' : ''
    }.`;
    return {
      kind: 'duplicate' as const,
      recordingId: recording?.id ?? null,
      original: there,
      reason,
    };
  };
  const conferenceNamed = ({ conferenceSlug }: Arrival) =>
    conferenceSlug === undefined ? null : talks.conferenceId(conferenceSlug);
  const draftTalk = (arrival: Arrival): Assignment => {
    const talk = talks.makeDraftTalk({
      fileName: basename(arrival.path),
      conferenceSlug: arrival.conferenceSlug,
    });
    return { talk, note: 'Its draft talk was made from the name of the file.', isSure: false, match: null };
  };

  return {
    /**
     * Takes one file in.
     * @throws {AppError} `conflict` while it is still being written, `insufficient_storage` on a full disk
     */
    async take(arrival: Arrival): Promise<IntakeOutcome> {
      const probed = await probeArrival(deps.probe, arrival);
      if ('refusal' in probed) {
        events.emit('recording.refused', { path: arrival.path, reason: probed.refusal });
        return { kind: 'refused', reason: probed.refusal };
      }
      const { read, refused } = await readCaptionFiles(arrival);
      const { signal, sha256 } = arrival;
      const staged = await blobs.stage(arrival.file, {
        mayLink: arrival.isMoved,
        ...(signal && { signal }),
        ...(sha256 !== undefined && { sha256 }),
      });
      onStep('staged');
      try {
        const found = await chooseTalk({ ...arrival, ...probed });
        const outcome = accept.immediate({ arrival, staged, found, ...probed, captions: read });
        if (outcome.kind === 'duplicate') {
          events.emit('recording.duplicate', { path: arrival.path, recordingId: outcome.recordingId });
          return outcome;
        }
        events.emit('recording.ingested', {
          recordingId: outcome.recordingId,
          path: arrival.path,
          talk: outcome.talk?.slug ?? null,
        });
        onStep('ingested');
        if (arrival.isMoved) await removeSources([...read.map(({ file }) => file), arrival.file]);
        return { ...outcome, refusedCaptions: refused };
      } finally {
        await staged.discard();
      }
    },
  };
}

/** Whether a recording becomes its talk's primary one, and whether viewers see it at once. */
function standing(store: RecordingStore, { talk, note, isSure }: Assignment) {
  if (talk === null) return { is_primary: 1, publication: 'review' as const, match_note: note };
  const hasPrimary = store.ofTalk(talk.id).some((recording) => recording.is_primary === 1);
  if (hasPrimary) {
    return {
      is_primary: 0,
      publication: 'review' as const,
      match_note: `${note} The talk has a recording already: this one waits until somebody chooses it.`,
    };
  }
  const publication = isSure && talk.publish === 'auto' ? ('published' as const) : ('review' as const);
  return { is_primary: 1, publication, match_note: note };
}

async function probeArrival(
  probe: IntakeDeps['probe'],
  arrival: Arrival,
): Promise<{ durationMs: number | null } | { refusal: string }> {
  try {
    const { durationMs } = await probe(arrival.file, arrival.signal);
    return { durationMs };
  } catch (error) {
    if (error instanceof MediaError && error.isPermanent) return { refusal: error.message };
    throw error;
  }
}

async function readCaptionFiles(arrival: Arrival) {
  const read: ReadCaptionFile[] = [];
  const refused: Array<{ file: string; reason: string }> = [];
  for (const file of arrival.captions ?? []) {
    try {
      const language = captionFor(file, arrival.path)?.language ?? null;
      read.push({ file, language, cues: readCaptions(await readFile(file), basename(file)) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ file, reason: error.message });
    }
  }
  return { read, refused };
}

/**
 * Writes a caption file's cues as a track of an original, within the caller's transaction; not when the same cues are
 * there already in that language, as after a crash.
 */
export function insertFileCaptions(
  captions: CaptionStore,
  originalId: string,
  o: { language: string | null; cues: readonly Cue[]; nowMs: number },
): void {
  const words = JSON.stringify(o.cues);
  const isThere = captions
    .of(originalId)
    .filter((track) => track.source === 'file' && track.language === o.language)
    .some((track) => JSON.stringify(captions.cues(track.id)) === words);
  if (isThere) return;
  // What people wrote takes the place of what a machine did.
  for (const track of captions.of(originalId))
    if (track.is_machine_made === 1 && (o.language === null || track.language === o.language))
      captions.setDeleted(track.id, o.nowMs);
  captions.insert(
    {
      id: randomBytes(8).toString('hex'),
      original_id: originalId,
      language: o.language,
      label: languageLabel(o.language),
      source: 'file',
      is_default: 0,
      created_ms: o.nowMs,
    },
    o.cues,
  );
}

/** Captions before their video: one that was left alone would be taken for a late one. A source that somebody else took away meanwhile is gone all the same. */
async function removeSources(files: readonly string[]): Promise<void> {
  for (const file of files) await rm(file, { force: true });
}

function nameRecording(recording: RecordingInLibrary | undefined): string {
  return recording === undefined
    ? 'an original'
    : `recording ${recording.id} (${JSON.stringify(basename(recording.arrived_as))})`;
}

/** `.mp4` of a name; nothing for endings that are no plain word. */
function safeExtension(path: string): string {
  const extension = extname(path).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : '';
}
