import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type UiLanguage, uiLanguages } from '#server/contract/languages.ts';
import type { Talk } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import type { JobFailure, JobQueue } from '#server/jobs/queue.ts';
import type { JobContext, JobHandlers } from '#server/jobs/run-leased.ts';
import type { Events } from '#server/kernel/events.ts';
import { toMediaError } from '#server/transcode/media-error.ts';
import { killOrphans } from '#server/transcode/orphans.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { makeSample } from './make-sample.ts';
import { type ContentSlide, readSampleScripts } from './sample-scripts.ts';
import type { SampleTalk } from './screenplay.ts';
import { createSampleStore } from './store.ts';

export const sampleKind = 'sample';

/** Takes a finished sample into the library as any other recording; the source goes. */
export type TakeSample = (o: {
  file: string;
  /** As matching and the list of recordings see it. */
  path: string;
  captions: readonly string[];
  talkGuid: string;
  signal: AbortSignal;
}) => Promise<void>;

export interface SamplesDeps {
  db: Db;
  queue: JobQueue;
  events: Events;
  catalogue: Pick<Catalogue, 'talk'>;
  take: TakeSample;
  dataDir: string;
  ffmpegPath: string;
  /** `samples.json` of the example: what the slides between title and closing say. */
  scriptsFile: string;
}

const payloadSchema = z.object({ talkGuid: z.string() });

/** The capability "samples": a short generated recording for every talk of the example, made as jobs. */
export function createSamples(deps: SamplesDeps) {
  const { db, queue, events, catalogue } = deps;
  const store = createSampleStore(db);
  const root = join(deps.dataDir, 'samples');
  const keyOf = (guid: string) => `${sampleKind}:${guid}`;
  let scripts: ReadonlyMap<string, readonly ContentSlide[]> | undefined;

  const enqueueAll = db.transaction(() => {
    const talks = store.untouched(keyOf(''));
    for (const { guid, slug } of talks) {
      const subject = catalogue.talk(slug, 'en');
      queue.enqueue({
        kind: sampleKind,
        payload: { talkGuid: guid },
        dedupeKey: keyOf(guid),
        subject: subject?.kind === 'found' ? subject.talk.title : slug,
        // After a transcode that waits: the first talk plays while the others are still being made.
        priority: 110,
      });
    }
    return talks.length;
  });

  const run = async (context: JobContext): Promise<void> => {
    const { talkGuid } = payloadSchema.parse(context.job.payload);
    const folder = join(root, talkGuid);
    await killOrphans(folder);
    await rm(folder, { recursive: true, force: true });
    const row = store.withoutRecording(talkGuid);
    const talk = row && readTalk(catalogue, row.slug);
    if (row === undefined || talk === null || talk === undefined) return;
    await mkdir(folder, { recursive: true });
    try {
      scripts ??= readSampleScripts(deps.scriptsFile);
      const made = await makeSample({
        talk,
        content: scripts.get(talkGuid) ?? [],
        folder,
        name: row.slug,
        tools: { ffmpegPath: deps.ffmpegPath, signal: context.signal },
        onProgress: context.report,
      });
      // Throws where somebody else holds the job by now: their copy is the one.
      context.publish(() => {});
      await deps.take({
        file: made.file,
        path: `samples/${row.slug}.mp4`,
        captions: made.captions,
        talkGuid,
        signal: context.signal,
      });
      events.emit('sample.made', { talk: row.slug, voice: made.voice, durationMs: made.durationMs });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  const handlers: JobHandlers = { [sampleKind]: { run, explain } };
  return {
    handlers,
    /**
     * Queues a sample for every sample talk that has no recording and never had a sample; may be called at every start.
     * @returns how many were queued
     */
    async enqueueSamples(): Promise<number> {
      const count = enqueueAll.immediate();
      if (store.unfinishedJobs(sampleKind) === 0) await rm(root, { recursive: true, force: true });
      return count;
    },
  };
}

export type Samples = ReturnType<typeof createSamples>;

function explain(error: unknown): JobFailure {
  const known = toMediaError(error);
  return {
    message: `The sample recording could not be made: ${known.message}`,
    detail: JSON.stringify({ argv: known.argv, exitCode: known.exitCode, stderrTail: known.stderrTail }),
    mayRetry: !known.isPermanent,
  };
}

/** A talk as its sample shows it, in every language; null where viewers may not see the talk. */
function readTalk(catalogue: Pick<Catalogue, 'talk'>, slug: string): SampleTalk | null {
  const found = uiLanguages.map((language) => catalogue.talk(slug, language));
  const [first] = found;
  if (first?.kind !== 'found') return null;
  const inEach = (read: (talk: Talk) => string) =>
    Object.fromEntries(
      found.map((talk, i) => [uiLanguages[i], talk?.kind === 'found' ? read(talk.talk) : read(first.talk)]),
    ) as Record<UiLanguage, string>; // one entry for each of uiLanguages
  return {
    title: inEach((talk) => talk.title),
    speakers: inEach((talk) => talk.speakers.map((speaker) => speaker.name).join(', ')),
    conference: inEach((talk) => talk.conference?.title ?? ''),
    affiliation: first.talk.speakers[0]?.affiliation ?? null,
  };
}
