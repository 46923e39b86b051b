import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What XML's processing instruction and the JSON key are called that carry the notes. */
export const scheduleNotesName = 'rostrum';

/**
 * What the portal's own schedule exports carry beside the format's own fields, so that reading one in again changes
 * nothing: the format knows no talk without a start, no guid that is no UUID, no second slot.
 */
export const scheduleNotesSchema = z.object({
  /** The address of the portal that wrote it, without a trailing slash. */
  portal: z.string(),
  conference: z.object({
    slug: z.string(),
    timeZone: z.string(),
    acronym: z.string().nullable(),
    /** Which language its title is in. */
    language: z.string(),
    startDay: z.string().nullable(),
    endDay: z.string().nullable(),
    licence: z.string().nullable(),
    url: z.string().nullable(),
  }),
  /** By the guid in the file; only of events that are more or less than the format can say. */
  events: z.record(
    z.string(),
    z.object({
      /** The real guid of the talk. */
      guid: z.string().optional(),
      /** The guid, in the file, of the event that this is another slot of. */
      slotOf: z.string().optional(),
      /** The talk has no slot: day, start and length stand for nothing. */
      hasNoSlot: z.boolean().optional(),
      hasNoDay: z.boolean().optional(),
      hasNoStart: z.boolean().optional(),
      /** Null = nobody knows. */
      durationMs: z.number().nullable().optional(),
      /** The language of its texts, where it is not the one spoken. */
      textLanguage: z.string().optional(),
      plan: z.enum(['will', 'none', 'opted_out']).optional(),
      /** The conference's licence was put in its place. */
      hasNoLicence: z.boolean().optional(),
      hasNoRoom: z.boolean().optional(),
      /** Where its persons are at, by their guid in the file. */
      affiliations: z.record(z.string(), z.string()).optional(),
    }),
  ),
  /** By the guid in the file: the real one. */
  persons: z.record(z.string(), z.string()),
});

export type ScheduleNotes = z.infer<typeof scheduleNotesSchema>;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The namespace of names made here: a random UUID. */
const namespace = Buffer.from('6f2a3c5e9b1d4e7f8a0c5d2e7b914f36', 'hex');

/** A guid as a UUID: itself where it is one, else a version 5 UUID made of it (RFC 9562, 5.5), always the same. */
export function asUuid(guid: string): string {
  if (uuid.test(guid)) return guid.toLowerCase();
  const bytes = createHash('sha1').update(namespace).update(guid, 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
