import { z } from 'zod';

/**
 * The staged form of a programme: what every reader of a file format makes and `applyProgramme` takes.
 * A field left out says nothing and changes nothing; null empties it. Times are ms UTC, days `YYYY-MM-DD`.
 */

const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR');
const day = z.iso.date('must be a day such as 2015-09-19');
const slug = z
  .string()
  .max(100)
  .regex(
    /^[\p{L}\p{N}\p{M}]+(-[\p{L}\p{N}\p{M}]+)*$/u,
    'must be words of letters and digits joined by hyphens',
  );
const line = z.string().trim().min(1, 'must not be empty').max(500);
const guid = z.string().trim().min(1).max(200);
const text = z.string().max(100_000).nullable().optional();
const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

const stagedConferenceSchema = z.strictObject({
  guid: guid.optional(),
  slug: slug.optional(),
  acronym: line.nullable().optional(),
  language: language.optional(),
  startDay: day.nullable().optional(),
  endDay: day.nullable().optional(),
  /** Days found in a partial list only widen the span that is known. */
  widensDays: z.boolean().optional(),
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Moscow').optional(),
  url: url.nullable().optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1f6feb')
    .nullable()
    .optional(),
  licence: line.nullable().optional(),
  publish: z.enum(['auto', 'review']).optional(),
  isSample: z.boolean().optional(),
  texts: z.record(language, z.strictObject({ title: line, subtitle: text, description: text, place: text })),
});

const stagedNameSchema = z.strictObject({
  name: line,
  /** ISO 15924; found from the letters where left out. */
  script: z
    .string()
    .regex(/^[A-Z][a-z]{3}$/)
    .optional(),
  kind: z.enum(['main', 'alias', 'hidden']).default('main'),
  /** How the name is filed, family name first. */
  sortAs: line.optional(),
});

const stagedSpeakerSchema = z.strictObject({
  key: line,
  guid: guid.optional(),
  slug: slug.optional(),
  names: z.array(stagedNameSchema).min(1, 'must have a name'),
  biographies: z.record(language, z.string().max(100_000)).optional(),
});

const stagedSlotSchema = z.strictObject({
  day: day.nullable().default(null),
  startMs: z.int().nullable().default(null),
  durationMs: z.int().positive().nullable().default(null),
  room: line.nullable().default(null),
});

const stagedTalkSchema = z.strictObject({
  /** Where it stands in its file, for people: `row 7`. */
  at: z.string(),
  guid: guid.optional(),
  sources: z.array(z.strictObject({ source: line, id: line })).optional(),
  slug: slug.optional(),
  language: language.nullable().optional(),
  /** `abstract` is plain text; `abstractHtml` is the same as safe HTML (made by `richText`), null where it has no markup. */
  texts: z.record(
    language,
    z.strictObject({ title: line, subtitle: text, abstract: text, abstractHtml: text }),
  ),
  speakers: z.array(z.strictObject({ key: line, affiliation: line.nullable().optional() })).optional(),
  slots: z.array(stagedSlotSchema).optional(),
  /** Name of the track. */
  track: line.nullable().optional(),
  position: z.int().nonnegative().optional(),
  tags: z.array(line).optional(),
  recordingPlan: z.enum(['will', 'none', 'opted_out']).optional(),
  licence: line.nullable().optional(),
  links: z.array(z.strictObject({ title: line, url })).optional(),
});

export const stagedProgrammeSchema = z.strictObject({
  /** Null for talks that belong to no conference. */
  conference: stagedConferenceSchema.nullable(),
  rooms: z.array(line).default([]),
  speakers: z.array(stagedSpeakerSchema).default([]),
  talks: z.array(stagedTalkSchema).default([]),
});

export type StagedProgramme = z.infer<typeof stagedProgrammeSchema>;
/** A programme as a reader writes it, before defaults are filled in. */
export type StagedProgrammeInput = z.input<typeof stagedProgrammeSchema>;
export type StagedConference = z.infer<typeof stagedConferenceSchema>;
export type StagedSpeaker = z.infer<typeof stagedSpeakerSchema>;
export type StagedName = z.infer<typeof stagedNameSchema>;
export type StagedTalk = z.infer<typeof stagedTalkSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
