import { join } from 'node:path';
import { createDiskBlobs } from '#server/blobs/disk.ts';
import type { Db } from '#server/db/open.ts';
import type { JobQueue } from '#server/jobs/queue.ts';
import type { JobHandlers } from '#server/jobs/run-leased.ts';
import type { Config } from '#server/kernel/config.ts';
import type { Events } from '#server/kernel/events.ts';
import { probe } from '#server/transcode/probe.ts';
import type { ChangeLog } from '../accounts/change-log.ts';
import { createCaptionTracks } from './captions/caption-tracks.ts';
import { createCaptionStore } from './captions/store.ts';
import { createEdits } from './edits/edits.ts';
import { createEditStore } from './edits/store.ts';
import { createIncoming } from './intake/incoming.ts';
import { createIntake } from './intake/intake.ts';
import { createRejected } from './intake/rejected.ts';
import { createJobControl } from './job-control.ts';
import { transcodeKind } from './job-kinds.ts';
import { createLateCaptions } from './late-caption.ts';
import { createLibraryOrder } from './library-order.ts';
import { createLibraryView } from './library-view/library-view.ts';
import { createMatching } from './matching/matching.ts';
import { createSuggestionStore } from './matching/suggestion-store.ts';
import { createTalkIndexes } from './matching/talk-indexes.ts';
import { createMoments } from './moments/moments.ts';
import { createMomentStore } from './moments/store.ts';
import { createPlayAgain } from './play-again.ts';
import { createPosterCatchUp } from './posters/catch-up.ts';
import { createPosterStore } from './posters/store.ts';
import { createPublication } from './publication.ts';
import { createPublishMany } from './publish-many.ts';
import { createReleases } from './releases.ts';
import { createStandingStore } from './standing-store.ts';
import { createRecordingStore } from './store.ts';
import type { TalkDirectory } from './talk-directory.ts';
import { createTitleCardRenewal } from './title-card/renew.ts';
import { createTitleCardStore } from './title-card/store.ts';
import { createTranscodeHandler } from './transcode-handler.ts';
import { createTranscriptPlan } from './transcribing/plan-transcripts.ts';
import { createTranscribeStore, transcribeKind } from './transcribing/store.ts';
import { createTranscribeHandler } from './transcribing/transcribe-handler.ts';
import { createTranscripts } from './transcripts/transcripts.ts';
import { createVersionStore } from './versions/store.ts';
import { createVersionFolders } from './versions/version-folders.ts';

export interface RecordingsDeps {
  db: Db;
  config: Pick<Config, 'dataDir' | 'ffmpegPath' | 'ffprobePath' | 'transcribeCommand'>;
  queue: JobQueue;
  talks: TalkDirectory;
  events: Events;
  changes: ChangeLog;
  /** How often it is looked whether a release is due; 1 s unless given. */
  releaseEveryMs?: number | undefined;
  /** How long a file in `incoming/` must stand still; 5 s unless given. */
  settleMs?: number | undefined;
  scanEveryMs?: number | undefined;
  /** An ffmpeg that gets nowhere for so long is ended; the engine's own limit unless given. */
  stallMs?: number | undefined;
  /** Called at the boundary of every step of an intake or a job, with its name. */
  onStep?: ((step: string) => void) | undefined;
}

/** The capability "recordings", wired: intake, the watched folder, the job, publication and order in the library. */
export function createRecordings(deps: RecordingsDeps) {
  const { db, config, queue, talks, events, changes } = deps;
  const { dataDir, ffmpegPath, ffprobePath } = config;
  const incomingDir = join(dataDir, 'incoming');
  const parts = {
    db,
    queue,
    talks,
    events,
    changes,
    store: createRecordingStore(db),
    standing: createStandingStore(db),
    versions: createVersionStore(db),
    captions: createCaptionStore(db),
    edits: createEditStore(db),
    folders: createVersionFolders(join(dataDir, 'hls')),
    blobs: createDiskBlobs(join(dataDir, 'originals')),
    titleCards: createTitleCardStore(db),
    indexes: createTalkIndexes(talks),
    suggestions: createSuggestionStore(db),
  };
  const wanted = createTranscribeStore(db);
  const transcribing = { root: join(dataDir, 'transcribing'), command: config.transcribeCommand };
  const transcripts = createTranscriptPlan({
    ...{ db, queue, store: wanted, root: transcribing.root },
    isConfigured: transcribing.command !== null,
  });
  const edits = createEdits({ ...parts, ffprobePath });
  const titleCards = createTitleCardRenewal({ ...parts, ffmpegPath });
  const intake = createIntake({
    ...parts,
    onStep: deps.onStep,
    probe: (input, signal) => probe({ input, ffprobePath, signal }),
  });
  const captionTracks = createCaptionTracks(parts);
  const posterForms = createPosterCatchUp({ ...parts, posters: createPosterStore(db) });
  const rejected = createRejected(join(dataDir, 'rejected'));
  const handlers: JobHandlers = {
    [transcodeKind]: createTranscodeHandler({
      ...parts,
      ffmpeg: { ffmpegPath, ffprobePath },
      takeOver: edits.replacing.takeOver,
      whenWhole: transcripts.whenWhole,
      stallMs: deps.stallMs,
      onStep: deps.onStep,
    }),
  };
  /** In a lane of their own: words never wait in front of pictures. */
  const transcribeHandlers: JobHandlers =
    transcribing.command === null
      ? {}
      : {
          [transcribeKind]: createTranscribeHandler({
            ...{ ...parts, wanted, root: transcribing.root, command: transcribing.command },
            ffmpeg: { ffmpegPath, ffprobePath },
            showCaptions: captionTracks.showOne,
          }),
        };
  const playAgain = createPlayAgain({ ...parts, showCaptions: captionTracks.showOne });
  const publication = createPublication({ ...parts, playAgain, renewTitleCard: titleCards.renew });
  const releases = createReleases({ ...parts, publication, everyMs: deps.releaseEveryMs });
  return {
    store: parts.store,
    standing: parts.standing,
    blobs: parts.blobs,
    intake,
    handlers,
    transcribeHandlers,
    catchUpTranscripts: transcripts.catchUp,
    posterForms,
    incoming: createIncoming({
      folder: incomingDir,
      intake,
      rejected,
      blobs: parts.blobs,
      events,
      addLateCaption: createLateCaptions(parts),
      ...(deps.settleMs !== undefined && { settleMs: deps.settleMs }),
      ...(deps.scanEveryMs !== undefined && { scanEveryMs: deps.scanEveryMs }),
    }),
    captionTracks,
    transcripts: createTranscripts(parts),
    edits,
    moments: createMoments({ store: createMomentStore(db) }),
    playAgain,
    publication,
    publishMany: createPublishMany({ ...parts, publication, releases }),
    releases,
    matching: createMatching({ ...parts, publication }),
    /** Lets all title cards follow their talks. */
    renewTitleCards: titleCards.renewAll,
    jobControl: createJobControl(parts),
    view: createLibraryView(parts),
    order: createLibraryOrder({
      ...parts,
      rejected,
      settleReplacements: edits.replacing.settle,
      showCaptions: captionTracks.reconcile,
      arrivalDirs: [incomingDir, join(dataDir, 'uploads')],
    }),
  };
}

export type Recordings = ReturnType<typeof createRecordings>;
