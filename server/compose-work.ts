import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Db } from './db/open.ts';
import { createChangeLog } from './features/accounts/change-log.ts';
import type { Catalogue } from './features/catalogue/catalogue.ts';
import { talksOf } from './features/recordings/catalogue-talks.ts';
import { createRecordings, type Recordings } from './features/recordings/recordings.ts';
import type { TalkDirectory } from './features/recordings/talk-directory.ts';
import { createSamples, type Samples } from './features/samples/samples.ts';
import type { UploadTuning } from './features/uploads/uploads.ts';
import { createPresence, type Presence } from './jobs/presence.ts';
import type { JobQueue } from './jobs/queue.ts';
import { createRunner } from './jobs/runner.ts';
import { createSqliteQueue } from './jobs/sqlite-queue.ts';
import type { Config } from './kernel/config.ts';
import type { Events } from './kernel/events.ts';

/** What tests turn to see in milliseconds what takes seconds in life. */
export interface WorkTuning {
  /** How long a file in `incoming/` must stand still. */
  settleMs?: number;
  scanEveryMs?: number;
  /** Pause before a job's second attempt. */
  backoffMs?: number;
  /** How often it is looked whether a release is due. */
  releaseEveryMs?: number;
  /** After how long an ffmpeg that gets nowhere is ended. */
  stallMs?: number;
  uploads?: UploadTuning;
  /** Called at the boundary of every step of a job, an intake or an upload, with its name. */
  onStep?: (step: string) => void;
}

/** Queue, recordings and the runner of jobs: everything that works without HTTP, for server, worker and commands. */
export interface Work {
  queue: JobQueue;
  recordings: Recordings;
  samples: Samples;
  talks: TalkDirectory;
  presence: Presence;
  /** Brings the library into order, then works on jobs; with `watchesIncoming` on dropped files as well; `whenInOrder` is called between the two. */
  start(o: { watchesIncoming: boolean; whenInOrder?: () => void }): void;
  /** Works until no job is left. */
  drainJobs(): Promise<void>;
  /** Puts running jobs back into the queue and waits until it is quiet. */
  stop(): Promise<void>;
}

const collectEveryMs = 15 * 60_000;
const sampleScriptsFile = fileURLToPath(new URL('../media/example/samples.json', import.meta.url));

/** Wires what works on recordings. */
export function composeWork(o: {
  config: Config;
  db: Db;
  events: Events;
  catalogue: Catalogue;
  tuning?: WorkTuning;
}): Work {
  const { config, db, events, tuning = {} } = o;
  const queue = createSqliteQueue(db, {
    onEnqueued() {
      runner.wake();
      transcribers.wake();
    },
    ...(tuning.backoffMs !== undefined && { backoffMs: tuning.backoffMs }),
  });
  const talks = talksOf(o.catalogue);
  const presence = createPresence(join(config.dataDir, 'workers'));
  const changes = createChangeLog(db);
  const recordings = createRecordings({ db, config, queue, events, talks, changes, ...tuning });
  const samples = createSamples({
    ...{ db, queue, events, catalogue: o.catalogue },
    ...{ dataDir: config.dataDir, ffmpegPath: config.ffmpegPath, scriptsFile: sampleScriptsFile },
    async take({ talkGuid, ...made }) {
      const talk = talks.talkBySlugOrGuid(talkGuid) ?? undefined;
      const outcome = await recordings.intake.take({ ...made, talk, isMoved: true });
      if (outcome.kind === 'refused') throw new Error(outcome.reason);
    },
  });
  const runner = createRunner({
    queue,
    events,
    handlers: { ...recordings.handlers, ...samples.handlers },
    concurrency: config.transcodeConcurrency,
  });
  const transcribers = createRunner({
    ...{ queue, events, handlers: recordings.transcribeHandlers, concurrency: 1 },
  });
  const hasTranscriber = Object.keys(recordings.transcribeHandlers).length > 0;
  let collectTimer: NodeJS.Timeout | undefined;
  let starting: Promise<void> = Promise.resolve();
  let tidying: Promise<void> = Promise.resolve();
  let forming: Promise<void> = Promise.resolve();
  let isStopped = false;
  let leave = () => {};

  const reported = (what: string, work: () => Promise<void>) =>
    work().catch((error: unknown) => events.emit('library.disorder', { while: what, error: String(error) }));

  return {
    queue,
    recordings,
    samples,
    talks,
    presence,
    start({ watchesIncoming, whenInOrder = () => {} }) {
      starting = reported('starting', () => recordings.order.reconcile()).then(() => {
        if (isStopped) return;
        leave = presence.announce();
        whenInOrder();
        runner.start();
        if (hasTranscriber) transcribers.start();
        tidying = reported('looking for what to transcribe', recordings.catchUpTranscripts);
        forming = reported('making forms of posters', recordings.posterForms.catchUp);
        recordings.releases.start();
        recordings.matching.start();
        if (watchesIncoming) recordings.incoming.start();
        collectTimer = setInterval(() => {
          tidying = reported('collecting', async () => {
            await recordings.order.collectGarbage();
            recordings.captionTracks.purge();
            await recordings.renewTitleCards();
          });
        }, collectEveryMs);
      });
    },
    async drainJobs() {
      await runner.drain();
      if (hasTranscriber) await transcribers.drain();
    },
    async stop() {
      isStopped = true;
      clearInterval(collectTimer);
      recordings.releases.stop();
      recordings.posterForms.stop();
      await recordings.matching.stop();
      await starting;
      await Promise.all([recordings.incoming.stop(), runner.stop(), transcribers.stop(), tidying, forming]);
      leave();
    },
  };
}
