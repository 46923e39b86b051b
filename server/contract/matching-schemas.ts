import { z } from 'zod';

/** Wire schemas of matching: which talk a recording is of, with the reasons, and what people decided. */

const matchTalkSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    title: z.string(),
    speakers: z.array(z.string()),
    room: z.string().nullable(),
    day: z.string().nullable(),
    startAt: z.string().nullable().meta({ description: 'ISO 8601, UTC' }),
    durationMs: z.int().nonnegative().nullable(),
    isOptedOut: z.boolean(),
  })
  .meta({ id: 'MatchTalk' });

const matchReasonSchema = z
  .object({
    kind: z.string(),
    text: z.string().optional(),
    found: z.int().optional(),
    of: z.int().optional(),
    minutes: z.int().optional(),
  })
  .meta({
    id: 'MatchReason',
    description: 'Why a talk fits or does not; `words` of its offer says all of them.',
  });

const matchOfferSchema = z
  .object({
    talkId: z.int(),
    score: z.int().min(0).max(100),
    reasons: z.array(matchReasonSchema),
    words: z.string().meta({ description: 'The reasons as an English sentence.' }),
  })
  .meta({ id: 'MatchOffer' });

export const matchRecordingSchema = z
  .object({
    id: z.string(),
    arrivedAs: z.string().meta({ description: 'The path under which its file came.' }),
    sizeBytes: z.int().nonnegative(),
    durationMs: z.int().nonnegative().nullable(),
    posterUrl: z.string().nullable(),
    publication: z.enum(['review', 'published', 'withdrawn']),
    talkId: z.int().nullable(),
    note: z.string().nullable().meta({ description: 'How it found its talk.' }),
    kind: z
      .enum(['sure', 'unsure', 'none'])
      .meta({ description: 'What matching says; sure ones were accepted, or can be at once.' }),
    best: z.array(matchOfferSchema).meta({ description: 'Best first, three at most.' }),
    roomLong: z
      .object({ room: z.string().nullable(), day: z.string().nullable(), talkIds: z.array(z.int()) })
      .nullable()
      .meta({ description: 'It is far longer than a talk: to be cut into these, in their order.' }),
    decision: z
      .object({ kind: z.enum(['talk', 'not_in_programme']), by: z.string() })
      .nullable()
      .meta({ description: 'What a person decided last.' }),
  })
  .meta({ id: 'MatchRecording' });

export const matchesSchema = z
  .object({
    talks: z.array(matchTalkSchema).meta({ description: 'The whole programme, in its order.' }),
    recordings: z
      .array(matchRecordingSchema)
      .meta({ description: 'All of the conference: without a talk first, by the paths of their files.' }),
  })
  .meta({ id: 'Matches' });

const decisionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('talk').meta({ description: 'It is of this talk.' }),
    recordingId: z.string().max(64),
    talkId: z.int(),
    was: z.int().nullable().meta({ description: 'Its talk as the one who decides knew it.' }),
  }),
  z.object({
    kind: z.literal('not_in_programme').meta({ description: 'It is of no talk of the programme.' }),
    recordingId: z.string().max(64),
    was: z.int().nullable(),
  }),
  z.object({
    kind: z.literal('reject').meta({ description: 'It is not this talk: never offered again.' }),
    recordingId: z.string().max(64),
    talkId: z.int(),
    was: z.int().nullable(),
  }),
  z.object({
    kind: z.literal('undo').meta({ description: 'Takes the last decision about it back.' }),
    recordingId: z.string().max(64),
    was: z.int().nullable(),
  }),
]);

export const decisionsSchema = z
  .object({ decisions: z.array(decisionSchema).min(1).max(500) })
  .meta({ id: 'MatchDecisions' });

export const decisionReportSchema = z
  .object({
    results: z.array(
      z.object({
        recordingId: z.string(),
        outcome: z
          .enum(['done', 'conflict', 'gone'])
          .meta({ description: 'conflict = somebody decided otherwise meanwhile: nothing was changed.' }),
        message: z.string().nullable(),
        recording: matchRecordingSchema.nullable().meta({ description: 'As it is now.' }),
      }),
    ),
  })
  .meta({ id: 'MatchReport' });
