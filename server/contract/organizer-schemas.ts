import { z } from 'zod';
import { chapterSchema, listQuerySchema, pageOf, recordingStatusSchema } from './schemas.ts';

/** Wire schemas of what organizers alone see: jobs, and recordings with all that is known about them. */

export const jobSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    subject: z.string().nullable().meta({
      description: 'What the job is about, for people: a talk’s title or a file’s name.',
    }),
    recordingId: z.string().nullable(),
    stage: z.enum(['first', 'lasting']).nullable().meta({
      description: 'Of the work on a recording: first = make it watchable, lasting = everything for good.',
    }),
    isUrgent: z.boolean().meta({ description: 'Goes before all that is not.' }),
    isCancelRequested: z.boolean().meta({ description: 'It was cancelled, and its worker is about to end.' }),
    progress: z.number().min(0).max(1).meta({ description: 'Share of the whole work, all stages together.' }),
    remainingMs: z.int().nonnegative().nullable().meta({
      description: 'Time left to its end, stages to come included; null where that is not known.',
    }),
    step: z.string().nullable(),
    attempt: z.int().nonnegative(),
    maxAttempts: z.int().positive(),
    error: z.string().nullable(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    nextAttemptAt: z.string().nullable(),
  })
  .meta({ id: 'Job' });

export const jobPageSchema = pageOf(jobSchema, 'JobPage');

export const loudnessSchema = z
  .object({
    integratedLufs: z.number(),
    truePeakDbtp: z.number(),
    rangeLu: z.number(),
  })
  .meta({ id: 'Loudness', description: 'As measured by EBU R128.' });

export const loudnessReportSchema = z
  .object({
    method: z.enum(['linear', 'limited', 'untouched', 'failed']),
    note: z.string().nullable().meta({ description: 'One sentence where the sound was left as it is.' }),
    gainDb: z.number().nullable(),
    before: loudnessSchema.nullable(),
    after: loudnessSchema.nullable(),
  })
  .meta({ id: 'LoudnessReport' });

export const renditionFactsSchema = z
  .object({
    name: z.string(),
    width: z.int(),
    height: z.int(),
    frameRate: z.number(),
    codecs: z.string(),
    origin: z
      .enum(['copied', 'encoded'])
      .meta({ description: 'copied = the pictures of the original itself.' }),
    sizeBytes: z.int().nonnegative(),
    averageBitrateBps: z.int().nonnegative(),
    peakBitrateBps: z.int().nonnegative(),
  })
  .meta({ id: 'RenditionFacts' });

export const audioTrackFactsSchema = z
  .object({
    id: z.string(),
    language: z.string().nullable(),
    label: z.string(),
    isDefault: z.boolean(),
    channels: z.int(),
    codecs: z.string(),
    averageBitrateBps: z.int().nonnegative(),
    loudness: loudnessReportSchema
      .nullable()
      .meta({ description: 'null until the lasting version is made.' }),
  })
  .meta({ id: 'AudioTrackFacts' });

export const versionFactsSchema = z
  .object({
    id: z.string(),
    state: z.enum(['growing', 'whole', 'retired']),
    stage: z.enum(['first', 'lasting']),
    durationMs: z.int().nonnegative(),
    createdAt: z.string(),
    servedUntil: z.string().nullable(),
  })
  .meta({ id: 'VersionFacts' });

export const libraryRecordingSchema = z
  .object({
    id: z.string(),
    conference: z
      .object({ id: z.int(), title: z.string(), timeZone: z.string() })
      .nullable()
      .meta({ description: 'Its talk’s, else the one it arrived for.' }),
    talk: z.object({ id: z.int(), slug: z.string(), title: z.string(), isPublic: z.boolean() }).nullable(),
    arrivedAs: z.string().meta({ description: 'Path under which the file came.' }),
    arrivedAt: z.string(),
    sizeBytes: z.int().nonnegative(),
    publication: z.enum(['review', 'published', 'withdrawn']),
    isPrimary: z.boolean(),
    releaseAt: z.string().nullable().meta({ description: 'When it is published by itself.' }),
    matchNote: z.string().nullable(),
    status: z.enum([...recordingStatusSchema.options, 'cancelled']).meta({
      description: 'As viewers are told; cancelled = the work was stopped before anything plays.',
    }),
    error: z.string().nullable().meta({ description: 'Why nothing plays, when status is failed.' }),
    editNumber: z.int().meta({ description: 'The number of the edit in force; grows with every trim.' }),
    span: z
      .object({ startMs: z.int(), endMs: z.int() })
      .nullable()
      .meta({ description: 'Which part of its original it shows; null = all of it.' }),
    durationMs: z.int().nonnegative().nullable(),
    renditions: z.array(renditionFactsSchema),
    audioTracks: z.array(audioTrackFactsSchema),
    captionLanguages: z.array(z.string().nullable()),
    chapters: z.array(chapterSchema),
    hasStoryboard: z.boolean(),
    versions: z.array(versionFactsSchema),
    job: jobSchema.nullable().meta({ description: 'The newest one.' }),
  })
  .meta({ id: 'LibraryRecording' });

export const libraryRecordingPageSchema = pageOf(libraryRecordingSchema, 'LibraryRecordingPage');

export const libraryListQuerySchema = z.object({
  ...listQuerySchema.shape,
  conference: z.coerce.number().int().optional().meta({ description: 'Number of a conference' }),
  show: z
    .enum(['all', 'unmatched', 'review', 'published', 'withdrawn'])
    .default('all')
    .meta({ description: 'unmatched = without a talk; the others by their publication, with a talk' }),
});
