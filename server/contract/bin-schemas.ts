import { z } from 'zod';

/** Wire schemas of the bin: what lies in it, and what goes with a thing that is deleted. */

export const deletableKindSchema = z.enum(['conference', 'talk', 'speaker', 'recording']);

export const deletionSchema = z
  .object({
    kind: deletableKindSchema,
    id: z.string(),
    title: z.string(),
    isInBin: z.boolean(),
    talks: z.int().nonnegative().meta({ description: 'Talks that go with it.' }),
    recordings: z
      .int()
      .nonnegative()
      .meta({ description: 'Recordings that go, with everything made of them.' }),
    originals: z.int().nonnegative().meta({ description: 'Original files that no other recording uses.' }),
    originalBytes: z.int().nonnegative(),
    captionTracks: z.int().nonnegative(),
    speakers: z
      .int()
      .nonnegative()
      .meta({ description: 'Speakers who are left without any talk, and go too.' }),
    billings: z.int().nonnegative().meta({ description: 'Talks that stay, and lose this speaker.' }),
    publicTalks: z.int().nonnegative().meta({ description: 'Talks that viewers can see now.' }),
  })
  .meta({ id: 'Deletion', description: 'What goes when a thing is deleted.' });

export const binItemSchema = z
  .object({
    kind: deletableKindSchema,
    id: z.string(),
    title: z.string(),
    conference: z.string().nullable(),
    deletedAt: z.string(),
    purgedAt: z.string().meta({ description: 'When it goes for good by itself.' }),
    deletedBy: z.string().nullable(),
  })
  .meta({ id: 'BinItem' });

export const binPageSchema = z.object({ items: z.array(binItemSchema) }).meta({ id: 'BinPage' });

/** `?now=1`: for good at once. */
export const deleteQuerySchema = z.object({ now: z.enum(['0', '1']).default('0') });
