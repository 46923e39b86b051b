import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import { composeCatalogue } from './compose-catalogue.ts';
import { composeWork, type Work, type WorkTuning } from './compose-work.ts';
import type { Db } from './db/open.ts';
import { openDatabase } from './db/open.ts';
import { everyone } from './features/accounts/access.ts';
import { accountRoutes } from './features/accounts/account-routes.ts';
import { type Accounts, createAccounts } from './features/accounts/accounts.ts';
import { accountsRoutes } from './features/accounts/accounts-routes.ts';
import { authRoutes } from './features/accounts/auth-routes.ts';
import { createBelongings } from './features/accounts/belongings.ts';
import { createChangeLog } from './features/accounts/change-log.ts';
import { changeRoutes } from './features/accounts/change-routes.ts';
import { apiDocumentRoutes } from './features/api-document/routes.ts';
import { type Bin, createBin } from './features/bin/bin.ts';
import { recordingsForBin } from './features/bin/recordings-for-bin.ts';
import { binRoutes } from './features/bin/routes.ts';
import { createBoard } from './features/board/create-board.ts';
import type { Catalogue } from './features/catalogue/catalogue.ts';
import { editRoutes } from './features/catalogue/edit/edit-routes.ts';
import { createEditing } from './features/catalogue/edit/editing.ts';
import { createPeople } from './features/catalogue/people/people.ts';
import { peopleRoutes } from './features/catalogue/people/people-routes.ts';
import { catalogueRoutes } from './features/catalogue/routes.ts';
import { deliveryRoutes } from './features/delivery/routes.ts';
import { discoveryRoutes } from './features/discovery/routes.ts';
import { createDiscoveryStore } from './features/discovery/store.ts';
import { createImages } from './features/images/images.ts';
import { imageRoutes } from './features/images/routes.ts';
import { createImportThread } from './features/imports/import-thread.ts';
import { createImports } from './features/imports/imports.ts';
import { importRoutes } from './features/imports/routes.ts';
import { captionRoutes } from './features/recordings/captions/routes.ts';
import { recordingEditRoutes } from './features/recordings/edits/edit-routes.ts';
import { createJobFeed } from './features/recordings/job-feed.ts';
import { jobRoutes } from './features/recordings/job-routes.ts';
import { matchingRoutes } from './features/recordings/matching/routes.ts';
import { momentRoutes } from './features/recordings/moments/routes.ts';
import { recordingActionRoutes } from './features/recordings/recording-action-routes.ts';
import { recordingRoutes } from './features/recordings/recording-routes.ts';
import { transcriptRoutes } from './features/recordings/transcripts/routes.ts';
import { scheduleExportRoutes } from './features/schedule-export/routes.ts';
import { createScheduleExportStore } from './features/schedule-export/store.ts';
import { loadExample } from './features/schedule-import/load-example.ts';
import { createRelatedTalks, type RelatedTalks } from './features/search/related/related-thread.ts';
import { searchRoutes } from './features/search/routes.ts';
import { uploadRoutes } from './features/uploads/routes.ts';
import type { TakeFile } from './features/uploads/settling.ts';
import { createUploads, type Uploads } from './features/uploads/uploads.ts';
import { viewRoutes } from './features/view-counts/routes.ts';
import { createViewCounts, type ViewCounts } from './features/view-counts/view-counts.ts';
import { createHttpApp } from './http-app.ts';
import type { Config } from './kernel/config.ts';
import { prepareDataDir } from './kernel/data-dir.ts';
import { createEvents, type Events } from './kernel/events.ts';
import { healthRoutes } from './kernel/health.ts';
import { createLog } from './kernel/log.ts';
import { createRegistry, metricsRoutes } from './kernel/metrics.ts';
import { readiness } from './readiness.ts';
import { contentSecurityPolicy } from './web/csp.ts';
import { createInlineScripts } from './web/inline-scripts.ts';
import { createWeb } from './web/routes.ts';
import { readSite } from './web/site.ts';

/** A portal wired up: what listens, what works in the background, and how to end it. */
export interface Rostrum {
  app: Express;
  db: Db;
  events: Events;
  catalogue: Catalogue;
  related: RelatedTalks;
  views: ViewCounts;
  accounts: Accounts;
  work: Work;
  bin: Bin;
  uploads: Uploads;
  /** Starts what goes on beside requests: jobs, the incoming folder, cleaning up, the example. */
  startBackground(): void;
  /**
   * Puts work under way back into the queue and closes the database.
   * @param drained settles when nobody is being answered any more
   */
  stop(drained?: Promise<void>): Promise<void>;
}

const distDir = fileURLToPath(new URL('../dist', import.meta.url));
const exampleDir = fileURLToPath(new URL('../media/example', import.meta.url));
const version = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/** The one place that knows every feature: configuration -> database -> stores -> application. */
export async function compose(config: Config, tuning: WorkTuning = {}): Promise<Rostrum> {
  prepareDataDir(config.dataDir);
  const log = createLog(config.logLevel);
  const registry = createRegistry();
  const events = createEvents({ log, registry });
  const db = openDatabase(join(config.dataDir, 'portal.db'));
  const { catalogue, search } = composeCatalogue(db, {
    onNoted: () => related.wake(),
    onIndexFailed: (error) =>
      events.emit('library.disorder', { while: 'indexing talks', error: String(error) }),
  });
  const related = createRelatedTalks({
    ...{ db, thread: new URL('./related-thread.ts', import.meta.url) },
    onChanged: () => catalogue.touch([]),
    onFailed: (error) =>
      events.emit('library.disorder', { while: 'finding related talks', error: String(error) }),
  });
  const work = composeWork({ config, db, events, catalogue, tuning });
  const changes = createChangeLog(db);
  const accounts = createAccounts({ config, db, changes });
  await accounts.welcomeFirstOrganizer();
  const belongings = createBelongings(db);
  const feed = createJobFeed(work.queue);
  const images = createImages({
    ...{ db, dataDir: config.dataDir },
    onTrouble: (error) =>
      events.emit('library.disorder', { while: 'collecting images', error: String(error) }),
  });
  const editing = createEditing({
    ...{ db, changes, touch: catalogue.touch, hasImage: images.has },
    seesImage: (id, actor) => images.find(id, actor, false) !== null,
    organizes: accounts.people.organizes,
  });
  const bin = createBin({
    ...{ db, events, changes, touch: catalogue.touch },
    recordings: recordingsForBin({
      queue: work.queue,
      remove: work.recordings.publication.remove,
      playAgain: work.recordings.playAgain,
    }),
    forgetConference: accounts.people.forgetConference,
    collectImages: images.collectSoon,
  });
  const uploads = createUploads({
    ...{ db, changes, events, dataDir: config.dataDir, tuning: tuning.uploads, onStep: tuning.onStep },
    take: takeUploads(work),
  });
  const board = createBoard({ db, changes, touch: catalogue.touch, recordings: work.recordings });
  const importThread = createImportThread({
    thread: new URL('./import-thread.ts', import.meta.url),
    file: join(config.dataDir, 'portal.db'),
  });
  const imports = createImports({
    ...{ db, thread: importThread, becomesOrganizer: accounts.people.organizes },
  });
  const people = createPeople({
    ...{ db, changes, touch: catalogue.touch },
    onFailed: (error) =>
      events.emit('library.disorder', { while: 'comparing speakers', error: String(error) }),
  });
  const views = createViewCounts({
    db,
    onFailed: (error) =>
      events.emit('library.disorder', { while: 'writing counts of views', error: String(error) }),
  });
  const site = readSite({ dataDir: config.dataDir, publicUrl: config.publicUrl });
  const web = createWeb({
    distDir,
    site,
    views,
    moments: work.recordings.moments,
    catalogue,
    transcripts: work.recordings.transcripts,
    search,
    log,
  });
  const app = createHttpApp({
    config,
    log,
    registry,
    contentSecurityPolicy: contentSecurityPolicy(createInlineScripts(distDir)),
    identify: accounts.identify,
    routers: [
      healthRoutes(readiness({ db, dataDir: config.dataDir, distDir }), everyone),
      metricsRoutes(registry, everyone),
      // Before the rooms whose things it deletes: they refuse what they do not know.
      binRoutes({ bin, settled: search.settled }),
      apiDocumentRoutes({ publicUrl: config.publicUrl, version }),
      transcriptRoutes({
        ...{ catalogue, transcripts: work.recordings.transcripts, publicUrl: config.publicUrl },
      }),
      catalogueRoutes({ catalogue }),
      momentRoutes(work.recordings),
      viewRoutes({ views }),
      discoveryRoutes({
        ...{ store: createDiscoveryStore(db), publicUrl: config.publicUrl, catalogue },
        siteName: (language) => site.info(language).name,
      }),
      searchRoutes({ search }),
      scheduleExportRoutes({
        ...{
          store: createScheduleExportStore(db),
          publicUrl: config.publicUrl,
          revision: catalogue.revision,
        },
      }),
      authRoutes({
        ...{ accounts, publicUrl: config.publicUrl, providerName: config.oidc?.name ?? null },
      }),
      accountRoutes({ accounts, changes }),
      accountsRoutes({
        ...{ accounts, publicUrl: config.publicUrl, conferenceTitles: belongings.conferenceTitles },
      }),
      changeRoutes({ log: accounts.log }),
      jobRoutes({
        queue: work.queue,
        feed,
        control: work.recordings.jobControl,
        belongings,
      }),
      captionRoutes({ tracks: work.recordings.captionTracks, standing: work.recordings.standing }),
      recordingRoutes({ view: work.recordings.view, belongings }),
      recordingActionRoutes({ ...work.recordings, talks: work.talks }),
      recordingEditRoutes({ ...work.recordings, talks: work.talks }),
      editRoutes({ editing, settled: search.settled }),
      imageRoutes({ images, dataDir: config.dataDir }),
      matchingRoutes(work.recordings),
      peopleRoutes({ people, conferencesOfSpeaker: belongings.speaker }),
      board.router,
      deliveryRoutes({ db, dataDir: config.dataDir, belongings }),
      uploadRoutes({ uploads, belongings }),
      importRoutes({ imports }),
      web.router,
    ],
    errorPage: web.errorPage,
  });
  let queueing: Promise<void> = Promise.resolve();
  const ending = new AbortController();
  let warmingUp: Promise<void> = Promise.resolve();
  const showExample = () => {
    loadExample(catalogue, exampleDir);
    queueing = work.samples.enqueueSamples().then(
      () => undefined,
      (error: unknown) => log.error({ err: error }, 'samples not queued'),
    );
  };
  return {
    app,
    db,
    events,
    catalogue,
    related,
    views,
    accounts,
    work,
    bin,
    uploads,
    startBackground() {
      if (config.loadsExample) showExample();
      work.start({ watchesIncoming: true, whenInOrder: uploads.start });
      bin.start();
      search.start();
      related.start();
      views.start();
      people.start();
      images.start();
      accounts.start();
      warmingUp = web.warmUp(ending.signal);
    },
    async stop(drained) {
      ending.abort();
      feed.close();
      board.close();
      catalogue.previews.close();
      await Promise.all([
        work.stop(),
        importThread.stop(),
        uploads.stop(),
        bin.stop(),
        search.stop(),
        related.stop(),
        people.stop(),
        images.stop(),
        queueing,
        warmingUp,
        drained,
      ]);
      // Views are told until the last request is answered.
      views.stop();
      accounts.close();
      db.close();
    },
  };
}

/** An upload that is whole goes the way of every recording. */
function takeUploads({ recordings, talks }: Work): TakeFile {
  return ({ talkId, conferenceSlug, ...whole }) =>
    recordings.intake.take({
      ...whole,
      talk: (talkId === null ? null : talks.talkById(talkId)) ?? undefined,
      conferenceSlug: conferenceSlug ?? undefined,
      isMoved: true,
    });
}
