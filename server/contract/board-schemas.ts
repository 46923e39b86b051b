import { z } from 'zod';

/** Wire schemas of the board: what has become of every talk of a conference, and what organizers do about it. */

export const boardStateSchema = z
  .enum([
    'upcoming',
    'missing',
    'not_recorded',
    'withdrawn',
    'opted_out',
    'recorded',
    'processing',
    'needs_review',
    'scheduled',
    'published',
    'unpublished',
    'failed',
    'cancelled',
  ])
  .meta({
    id: 'BoardState',
    description:
      'upcoming = not held yet; missing = held, no recording came; not_recorded = none was planned; withdrawn = no longer in the programme, no recording; opted_out = its speakers want none shown; recorded = a recording waits for work; processing = it is made watchable; needs_review = watchable, waits for a person; scheduled = published by itself at its time; published; unpublished = taken back; failed and cancelled = nothing plays, and nothing is done about it.',
  });

const boardJobSchema = z
  .object({
    id: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    progress: z.number().min(0).max(1),
    remainingMs: z.int().nonnegative().nullable(),
  })
  .meta({ id: 'BoardJob' });

export const boardRecordingSchema = z
  .object({
    id: z.string(),
    arrivedAs: z.string(),
    publication: z.enum(['review', 'published', 'withdrawn']),
    durationMs: z.int().nonnegative().nullable(),
    isReady: z.boolean().meta({ description: 'It can be watched to its end.' }),
    releaseAt: z.string().nullable().meta({ description: 'When it is published by itself (ISO 8601, UTC).' }),
    error: z.string().nullable(),
    job: boardJobSchema.nullable().meta({ description: 'The newest one.' }),
    others: z.int().nonnegative().meta({ description: 'How many more recordings the talk has.' }),
    replacedBy: z
      .object({ id: z.string(), job: boardJobSchema.nullable() })
      .nullable()
      .meta({ description: 'The recording that takes its place once it can be watched.' }),
  })
  .meta({ id: 'BoardRecording' });

export const boardTalkSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    title: z.string(),
    speakers: z.array(z.string()),
    visibility: z.enum(['draft', 'unlisted', 'public']),
    isWithdrawn: z.boolean().meta({ description: 'The newest programme does not have it any more.' }),
    slots: z.array(
      z.object({
        day: z.string().nullable(),
        startsAt: z.string().nullable(),
        durationMs: z.int().nonnegative().nullable(),
        roomId: z.int().nullable(),
      }),
    ),
    state: boardStateSchema,
    recording: boardRecordingSchema.nullable().meta({ description: 'The one that is shown, or would be.' }),
  })
  .meta({ id: 'BoardTalk' });

export const unmatchedRecordingSchema = boardRecordingSchema
  .omit({ others: true, replacedBy: true })
  .extend({ state: boardStateSchema })
  .meta({ id: 'UnmatchedRecording' });

export const boardSchema = z
  .object({
    conference: z.object({
      id: z.int(),
      slug: z.string(),
      title: z.string(),
      timeZone: z.string(),
      isPublic: z.boolean(),
    }),
    rooms: z.array(z.object({ id: z.int(), name: z.string() })),
    talks: z.array(boardTalkSchema).meta({ description: 'In the order of the programme.' }),
    unmatched: z.array(unmatchedRecordingSchema),
  })
  .meta({ id: 'Board' });

export const boardNewsSchema = z
  .object({
    talks: z.array(boardTalkSchema).meta({ description: 'Changed and new ones, as they are now.' }),
    goneTalkIds: z.array(z.int()),
    unmatched: z
      .array(unmatchedRecordingSchema)
      .nullable()
      .meta({ description: 'All of them, or null where nothing changed.' }),
  })
  .meta({ id: 'BoardNews' });

export const organizedConferenceSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    title: z.string(),
    startDay: z.string().nullable(),
    endDay: z.string().nullable(),
    timeZone: z.string(),
    visibility: z.enum(['draft', 'public']),
    talks: z.int().nonnegative(),
    missing: z.int().nonnegative(),
    needsReview: z.int().nonnegative(),
    published: z.int().nonnegative(),
    unmatched: z.int().nonnegative(),
  })
  .meta({ id: 'OrganizedConference' });

export const organizedConferencesSchema = z
  .object({ items: z.array(organizedConferenceSchema) })
  .meta({ id: 'OrganizedConferences' });

const recordingIdsSchema = z.array(z.string().max(100)).min(1).max(5000);
/** `YYYY-MM-DDTHH:MM` by the conference's clocks, or ISO 8601 with an offset. */
const releaseTimeSchema = z.string().max(40);

export const publishManySchema = z.object({
  recordingIds: z.union([recordingIdsSchema, z.literal('all ready')]),
});
export const scheduleManySchema = z.object({ recordingIds: recordingIdsSchema, at: releaseTimeSchema });
export const scheduleSchema = z.object({ at: releaseTimeSchema });
export const assignSchema = z.object({ talkId: z.int().nullable() });
export const optOutSchema = z.object({ isOptedOut: z.boolean() });

export const bulkReportSchema = z
  .object({
    done: z.array(z.string()).meta({ description: 'Ids of recordings.' }),
    left: z.array(z.object({ recordingId: z.string(), title: z.string(), why: z.string() })),
  })
  .meta({ id: 'BulkReport' });
