import { z } from 'zod';

/** Wire schemas of speakers who may be one person. */

export const personSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    name: z.string(),
    talkCount: z.int().nonnegative(),
    talks: z.array(z.string()).meta({ description: 'Titles of the newest, three at most.' }),
  })
  .meta({ id: 'Person' });

export const peopleSchema = z
  .object({
    proposals: z.array(
      z.object({
        speaker: personSchema,
        other: personSchema,
        score: z.number().min(0).max(1),
        kind: z
          .enum(['accents', 'order', 'script', 'middle', 'short', 'initials', 'spelling'])
          .meta({ description: 'Why they may be one.' }),
        words: z.string().meta({ description: 'The same as an English sentence.' }),
      }),
    ),
    merges: z
      .array(
        z.object({ id: z.int(), kept: personSchema, merged: personSchema, by: z.string(), at: z.string() }),
      )
      .meta({ description: 'Newest first; each can be undone.' }),
  })
  .meta({ id: 'People' });

export const mergedSchema = z.object({ mergeId: z.int() }).meta({ id: 'Merged' });
