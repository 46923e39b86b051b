import { z } from 'zod';
import { pageOf } from './schemas.ts';

/** Wire schemas of imports: a programme file that was read, what it would change, and what was decided. */

const slotSchema = z.object({
  day: z.string().nullable(),
  startMs: z.int().nullable(),
  durationMs: z.int().nullable(),
  room: z.string().nullable(),
});

export const importFieldSchema = z
  .object({
    field: z.string().meta({ description: 'Such as texts.en.title, slots, speakers, tags, recordingPlan.' }),
    before: z.union([z.string(), z.number(), z.null(), z.array(z.string()), z.array(slotSchema)]),
    after: z.union([z.string(), z.number(), z.null(), z.array(z.string()), z.array(slotSchema)]),
    isEditedByHand: z
      .boolean()
      .meta({ description: 'It stays as it is, unless it is named among those to overwrite.' }),
  })
  .meta({ id: 'ImportField' });

export const importKindSchema = z.enum([
  'new',
  'changed',
  'moved',
  'withdrawn',
  'kept',
  'skipped',
  'unchanged',
]);

export const importEntrySchema = z
  .object({
    id: z.string().meta({ description: 'Within its programme; what `accept` and `overwrite` name.' }),
    what: z.enum(['conference', 'speaker', 'talk']),
    kind: importKindSchema,
    title: z.string(),
    slug: z.string().nullable(),
    entityId: z.int().nullable(),
    at: z.string().nullable().meta({ description: 'Where it stands in the file.' }),
    fields: z.array(importFieldSchema),
    notes: z.array(z.string()),
    recordings: z.int().nonnegative().meta({ description: 'Recordings of the talk: they stay with it.' }),
  })
  .meta({ id: 'ImportEntry' });

export const importEntryPageSchema = pageOf(importEntrySchema, 'ImportEntryPage');

const countsSchema = z
  .object({
    new: z.int(),
    changed: z.int(),
    moved: z.int(),
    withdrawn: z.int(),
    kept: z.int(),
    skipped: z.int(),
    unchanged: z.int(),
  })
  .meta({ id: 'ImportCounts' });

export const importProgrammeSchema = z
  .object({
    position: z.int().nonnegative(),
    title: z.string(),
    conferenceId: z.int().nullable().meta({ description: 'null: it would be a new conference.' }),
    timeZone: z.string().meta({ description: 'IANA name: of the times of its talks.' }),
    talks: countsSchema,
    entries: countsSchema.meta({
      description: 'Talks and speakers, and the conference where it would change.',
    }),
    speakersChanged: z.int(),
    conferenceKind: importKindSchema.nullable(),
    eventCount: z.int().meta({ description: 'Events of the file, those that are skipped too.' }),
    isApplied: z.boolean(),
  })
  .meta({ id: 'ImportProgramme' });

export const importOdditySchema = z
  .object({
    line: z.int().nullable(),
    event: z.string().nullable(),
    what: z.string(),
  })
  .meta({ id: 'ImportOddity' });

export const stagedImportSchema = z
  .object({
    id: z.int(),
    fileName: z.string(),
    sizeBytes: z.int(),
    state: z.enum(['staged', 'applied']),
    stagedBy: z.string(),
    stagedAt: z.string(),
    expiresAt: z.string(),
    programmes: z.array(importProgrammeSchema),
    oddities: z.array(importOdditySchema),
    oddityCount: z.int().meta({ description: 'The list has the first thousand.' }),
  })
  .meta({ id: 'StagedImport' });

export const importListSchema = z.object({ items: z.array(stagedImportSchema) });

export const stageQuerySchema = z.object({
  name: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'Name of the file; also taken from X-File-Name.' }),
  conference: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .meta({ description: 'Number of the conference it is for; else recognised from the file.' }),
});

export const importListQuerySchema = stageQuerySchema.pick({ conference: true });

export const importEntriesQuerySchema = z.object({
  programme: z.coerce.number().int().nonnegative().default(0),
  kind: importKindSchema.optional(),
  cursor: z.string().regex(/^\d+$/, 'must be a cursor as nextCursor gave it').optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** What of one programme is written. */
const decisionSchema = z.strictObject({
  accept: z.union([z.literal('all'), z.array(z.string().max(40)).max(100_000)]).default('all'),
  except: z
    .array(z.string().max(40))
    .max(100_000)
    .default([])
    .meta({ description: 'Entries that are not written, though `accept` has them.' }),
  overwrite: z
    .union([
      z.literal('all'),
      z.array(z.strictObject({ entry: z.string().max(40), field: z.string().max(200) })).max(100_000),
    ])
    .default([])
    .meta({ description: 'Fields edited by hand that the file may overwrite; the others are kept.' }),
});

export const applyImportSchema = decisionSchema
  .extend({
    shows: z
      .enum(['public', 'draft', 'asIs'])
      .default('asIs')
      .meta({ description: 'How a new conference begins; asIs leaves one that is there as it is.' }),
    programmes: z
      .record(z.string().regex(/^\d+$/), decisionSchema)
      .default({})
      .meta({ description: 'Decisions for single programmes of a file with several, by position.' }),
  })
  .meta({ id: 'ApplyImport' });

export const appliedImportSchema = z
  .object({
    import: stagedImportSchema,
    conferences: z.array(
      z.object({
        id: z.int().nullable(),
        title: z.string(),
        isNew: z.boolean(),
        talks: z.record(z.string(), z.int()),
        kept: z.array(z.object({ title: z.string(), fields: z.array(z.string()) })),
        notes: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'AppliedImport' });
