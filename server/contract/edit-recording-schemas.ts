import { z } from 'zod';

/** Some days: nothing that is recorded is longer. */
const mostMs = 24 * 3_600_000;

const timeMs = z.int().min(0).max(mostMs);

const spanSchema = z.object({
  startMs: timeMs.meta({ description: 'From the beginning of the original, in ms.' }),
  endMs: timeMs,
});

/** What a trim asks for. */
export const trimSchema = z.object({
  start: timeMs.meta({ description: 'Where the part that is kept begins, in ms of the original.' }),
  end: timeMs,
  isPrivate: z
    .boolean()
    .default(false)
    .meta({ description: 'Everything that shows more is gone at once, and for good.' }),
});

/** Which earlier edit is to come back. */
export const revertSchema = z.object({ editNumber: z.int().min(1) });

/** Into which talks a recording is cut. */
export const cutSchema = z.object({
  pieces: z
    .array(spanSchema.extend({ talkId: z.int().min(1) }))
    .min(1)
    .max(200),
});

/** Which recording is to take the place. */
export const replaceSchema = z.object({ withRecordingId: z.string().min(1).max(64) });

const otherSchema = z.object({ id: z.string(), title: z.string() });

/** A recording as somebody sees it who edits it; times are ms of its original. */
export const recordingEditsSchema = z.object({
  recordingId: z.string(),
  title: z.string(),
  arrivedAs: z.string(),
  conferenceId: z.int().nullable(),
  talkId: z.int().nullable(),
  editNumber: z.int().meta({ description: 'Goes into If-Match of the next edit.' }),
  span: spanSchema.nullable().meta({ description: 'What is shown; null = all of the original.' }),
  bounds: spanSchema
    .nullable()
    .meta({ description: 'What a trim for privacy left; no edit shows more. Null where there was none.' }),
  originalDurationMs: z.int().nullable(),
  isReady: z.boolean().meta({ description: 'Whether the newest edit can be watched in full.' }),
  isCut: z.boolean().meta({ description: 'Whether its parts are recordings of their own.' }),
  edits: z.array(
    z.object({
      number: z.int(),
      span: spanSchema.nullable(),
      isPrivate: z.boolean(),
      createdAt: z.iso.datetime().nullable(),
      canComeBack: z.boolean(),
    }),
  ),
  preview: z
    .object({
      playlistUrl: z.string(),
      storyboardUrl: z.string().nullable(),
      startMs: z.int().meta({ description: 'Where it begins on the original’s timeline.' }),
      durationMs: z.int(),
      width: z.int().nullable(),
      height: z.int().nullable(),
    })
    .nullable()
    .meta({ description: 'The version that shows most of the original.' }),
  replacement: otherSchema.nullable().meta({ description: 'The recording that waits to take its place.' }),
  replaces: otherSchema.nullable().meta({ description: 'The recording whose place it waits for.' }),
  alsoFrom: z
    .array(otherSchema.extend({ isCut: z.boolean() }))
    .meta({ description: 'Other recordings of the same original.' }),
});

export const cutAnswerSchema = z.object({ recordingIds: z.array(z.string()) });
