import { z } from 'zod';
import { pageOf } from './schemas.ts';

/** Wire schemas of resumable uploads, as far as they are not the tus protocol's own headers. */

export const uploadStateSchema = z.enum(['arriving', 'checking', 'taken', 'refused', 'expired']).meta({
  description:
    'arriving = not whole yet; checking = whole, its hash is compared and it is looked at; taken = in the library; refused and expired: see `reason`',
});

export const uploadSchema = z
  .object({
    id: z.string(),
    url: z.string().meta({ description: 'Where it is resumed with tus 1.0.0.' }),
    path: z.string().meta({ description: 'Name of the file, with the folders it came from.' }),
    conferenceId: z.int().nullable(),
    state: uploadStateSchema,
    sizeBytes: z.int().nullable().meta({ description: 'null until the sender tells.' }),
    offsetBytes: z.int().nonnegative().meta({ description: 'How much has arrived.' }),
    sha256: z.string().nullable().meta({ description: 'Of what arrived; null until it is known.' }),
    reason: z.string().nullable().meta({ description: 'Why it was refused or expired.' }),
    recording: z
      .object({
        id: z.string(),
        talk: z.object({ slug: z.string(), title: z.string() }).nullable(),
        note: z.string().nullable().meta({ description: 'How the talk was found, or why not.' }),
      })
      .nullable(),
    modifiedMs: z.int().nullable().meta({
      description: 'When the file was last changed, as its sender said (`lastModified` in Upload-Metadata).',
    }),
    createdAt: z.string(),
    expiresAt: z.string().nullable().meta({ description: 'When it goes if nothing more arrives.' }),
  })
  .meta({ id: 'Upload' });

export const uploadPageSchema = pageOf(uploadSchema, 'UploadPage');

export const uploadLimitsSchema = z
  .object({
    freeBytes: z.int().nonnegative().meta({ description: 'Room for new uploads.' }),
    largestBytes: z.int().positive().meta({ description: 'What one file may be large.' }),
    extensions: z.array(z.string()).meta({ description: 'Accepted ends of file names, without the dot.' }),
    keptMs: z.int().positive().meta({ description: 'How long an upload waits for its next byte.' }),
  })
  .meta({ id: 'UploadLimits' });

export const uploadListQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(100).optional(),
  conference: z.coerce.number().int().positive().optional().meta({ description: 'Id of a conference' }),
});
